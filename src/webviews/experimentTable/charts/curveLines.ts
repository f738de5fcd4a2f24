// The curves of runs as lines of a chart: smoothed, and of runs that differ only in their seed the mean with a band. Pure.

import type { CurveAxis, RunCurve } from '../../../protocol/experimentTableView';
import { meanInterval } from '../../../protocol/meanInterval';

export interface CurveLine {
  /** The runs that it is of. */
  ids: string[];
  x: Float64Array;
  y: Float64Array;
  /** The 95 % interval of the mean, where there are several. */
  low?: Float64Array;
  high?: Float64Array;
}

const MOST_PLACES = 200;

export interface LineOptions {
  axis: CurveAxis;
  /** 0 to 1, as in the run's own view. */
  smoothing: number;
  /** Runs of one name are drawn as one line; each by itself where this is left out. */
  bandOf?(id: string): string;
}

export function curveLines(curves: readonly RunCurve[], { axis, smoothing, bandOf }: LineOptions): CurveLine[] {
  const lines = curves.map((curve) => ({ ids: [curve.id], x: curve[axis], y: smoothed(curve.values, smoothing) }));
  if (!bandOf) return lines;
  const bands = new Map<string, CurveLine[]>();
  for (const line of lines) {
    const name = bandOf(line.ids[0]);
    const known = bands.get(name);
    if (known) known.push(line);
    else bands.set(name, [line]);
  }
  return [...bands.values()].map((inside) => (inside.length === 1 ? inside[0] : bandLine(inside)));
}

/** An exponential average, corrected for its start (Kingma and Ba 2015, section 3). */
function smoothed(values: Float64Array, factor: number): Float64Array {
  if (factor === 0) return values;
  let [average, weight] = [0, 0];
  return values.map((value) => {
    if (Number.isFinite(value)) {
      average = factor * average + (1 - factor) * value;
      weight = factor * weight + (1 - factor);
    }
    return weight > 0 ? average / weight : NaN;
  });
}

/** At places that all have: between the points that were measured each is on a straight line. */
function bandLine(lines: readonly CurveLine[]): CurveLine {
  const places = [...new Set(lines.flatMap(({ x }) => [...x].filter((place) => Number.isFinite(place))))].sort(
    (a, b) => a - b,
  );
  const size = Math.max(1, Math.ceil(places.length / MOST_PLACES));
  const x = Float64Array.from(places.filter((_, i) => i % size === 0 || i === places.length - 1));
  const [y, low, high] = [0, 1, 2].map(() => new Float64Array(x.length));
  x.forEach((place, i) => {
    const values = lines.map((line) => valueAt(line, place)).filter((value) => Number.isFinite(value));
    const mean = values.length === 0 ? { y: NaN } : meanInterval(values);
    y[i] = mean.y;
    low[i] = mean.low ?? NaN;
    high[i] = mean.high ?? NaN;
  });
  return { ids: lines.flatMap(({ ids }) => ids), x, y, low, high };
}

/** Not a number outside of what was measured. */
export function valueAt({ x, y }: Pick<CurveLine, 'x' | 'y'>, place: number): number {
  const after = firstFrom(x, place);
  if (after >= x.length) return NaN;
  if (x[after] === place) return y[after];
  if (after === 0) return NaN;
  const part = (place - x[after - 1]) / (x[after] - x[after - 1]);
  return y[after - 1] + part * (y[after] - y[after - 1]);
}

/** The first of rising numbers that is not below `place`. */
function firstFrom(rising: Float64Array, place: number): number {
  let [from, to] = [0, rising.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (rising[middle] < place) from = middle + 1;
    else to = middle;
  }
  return from;
}
