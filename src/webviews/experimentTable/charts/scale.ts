// From values to places of a picture, on an even or a logarithmic axis, and where its ticks are. Pure.

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly isLogarithmic: boolean;
  /** The place of a value: 0 at the beginning of the axis, 1 at its end. */
  share(value: number): number;
  /** And back. */
  value(share: number): number;
  ticks(most: number): number[];
}

const SPARE = 0.04;

/** Over all these values, with a little room; what is no number, or not above 0 on a logarithmic axis, does not count. */
export function scaleOver(values: Iterable<number>, isLogarithmic: boolean, spare = SPARE): Scale {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value) || (isLogarithmic && value <= 0)) continue;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  if (least > greatest) [least, greatest] = isLogarithmic ? [1, 10] : [0, 1];
  const [low, high] = isLogarithmic ? [Math.log(least), Math.log(greatest)] : [least, greatest];
  const room = high === low ? Math.abs(high) * 0.1 || 1 : (high - low) * spare;
  const [from, to] = [low - room, high + room].map((end) => (isLogarithmic ? Math.exp(end) : end));
  return scaleFrom(from, to, isLogarithmic);
}

export function scaleFrom(from: number, to: number, isLogarithmic: boolean): Scale {
  const [low, high] = isLogarithmic ? [Math.log(from), Math.log(to)] : [from, to];
  return {
    ...{ from, to, isLogarithmic },
    share: (value) => ((isLogarithmic ? Math.log(value) : value) - low) / (high - low),
    value: (share) => (isLogarithmic ? Math.exp(low + share * (high - low)) : low + share * (high - low)),
    ticks: (most) => (isLogarithmic && to / from > 10 ? powers(from, to, most) : evenTicks(from, to, most)),
  };
}

/** Multiples of 1, 2 or 5 times a power of ten. */
function evenTicks(from: number, to: number, most: number): number[] {
  const least = (to - from) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((each) => each >= least) ?? least;
  const first = Math.ceil(from / step);
  const count = Math.min(100, Math.floor(to / step) - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function powers(from: number, to: number, most: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(from)), Math.floor(Math.log10(to))];
  const stride = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, most)));
  return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => 10 ** (first + i * stride));
}
