// The referee of the numeric tests: arrays of double-precision numbers and the plainest loops over them. Nothing here
// shares a line with the engine.

export interface NdArray {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: readonly number[];
}

export const nd = (shape: readonly number[], data: readonly number[]): NdArray => ({ shape, data });

export const countOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** The place of component `flat` on every axis. */
function placeOf(flat: number, shape: readonly number[]): number[] {
  const place = new Array<number>(shape.length);
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    place[axis] = flat % shape[axis];
    flat = Math.floor(flat / shape[axis]);
  }
  return place;
}

/** The component at a place; longer places are cut at the front and axes of length 1 stand still (broadcasting). */
export function at(x: NdArray, place: readonly number[]): number {
  const own = place.slice(place.length - x.shape.length);
  let flat = 0;
  own.forEach((index, axis) => (flat = flat * x.shape[axis] + (x.shape[axis] === 1 ? 0 : index)));
  return x.data[flat];
}

/** An array whose components are a function of their places. */
export function build(shape: readonly number[], component: (place: number[]) => number): NdArray {
  return nd(
    shape,
    Array.from({ length: countOf(shape) }, (_, flat) => component(placeOf(flat, shape))),
  );
}

export const mapNd = (x: NdArray, f: (x: number) => number): NdArray => nd(x.shape, x.data.map(f));

/** f of the components of all operands, broadcast as in NumPy. */
export function zipNd(operands: readonly NdArray[], f: (...components: number[]) => number): NdArray {
  const rank = Math.max(...operands.map(({ shape }) => shape.length));
  const shape = Array.from({ length: rank }, (_, axis) => {
    const lengths = operands.map((x) => x.shape[axis - rank + x.shape.length] ?? 1);
    return lengths.find((length) => length !== 1) ?? 1;
  });
  return build(shape, (place) => f(...operands.map((x) => at(x, place))));
}

/** Folds some axes; `f` gets the components that fall together, in order. */
export function foldNd(
  x: NdArray,
  axes: readonly number[],
  keep: boolean,
  f: (components: number[]) => number,
): NdArray {
  const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const groups = Array.from({ length: countOf(kept) }, (): number[] => []);
  x.data.forEach((component, flat) => {
    const place = placeOf(flat, x.shape).map((index, axis) => (axes.includes(axis) ? 0 : index));
    groups[place.reduce((sum, index, axis) => sum * kept[axis] + index, 0)].push(component);
  });
  return nd(keep ? kept : x.shape.filter((_, axis) => !axes.includes(axis)), groups.map(f));
}

/** f of all components along one axis and the index of each. */
function alongAxis(x: NdArray, axis: number, f: (line: number[], index: number) => number): NdArray {
  return build(x.shape, (place) => {
    const line = Array.from({ length: x.shape[axis] }, (_, i) =>
      at(
        x,
        place.map((index, a) => (a === axis ? i : index)),
      ),
    );
    return f(line, place[axis]);
  });
}

export const total = (components: readonly number[]): number => components.reduce((a, b) => a + b, 0);

export function softmaxNd(x: NdArray, axis: number): NdArray {
  return alongAxis(x, axis, (line, index) => {
    const highest = Math.max(...line);
    return Math.exp(line[index] - highest) / total(line.map((z) => Math.exp(z - highest)));
  });
}

export function logSoftmaxNd(x: NdArray, axis: number): NdArray {
  return alongAxis(x, axis, (line, index) => {
    const highest = Math.max(...line);
    return line[index] - highest - Math.log(total(line.map((z) => Math.exp(z - highest))));
  });
}

export function transposeNd(x: NdArray, permutation: readonly number[]): NdArray {
  const shape = permutation.map((axis) => x.shape[axis]);
  return build(shape, (place) => {
    const source = new Array<number>(place.length);
    permutation.forEach((axis, i) => (source[axis] = place[i]));
    return at(x, source);
  });
}

/** a [..., m, k] · b [..., k, n], batch axes broadcast. */
export function matmulNd(a: NdArray, b: NdArray, transposeA: boolean, transposeB: boolean): NdArray {
  const swapped = (x: NdArray): NdArray => {
    const axes = x.shape.map((_, axis) => axis);
    return transposeNd(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
  };
  const left = transposeA ? swapped(a) : a;
  const right = transposeB ? swapped(b) : b;
  const [rows, inner] = left.shape.slice(-2);
  const columns = right.shape[right.shape.length - 1];
  const zero = (shape: readonly number[]): NdArray => build(shape.slice(0, -2), () => 0);
  const batch = zipNd([zero(left.shape), zero(right.shape)], () => 0).shape;
  return build([...batch, rows, columns], (place) => {
    const outer = place.slice(0, -2);
    const [row, column] = place.slice(-2);
    let sum = 0;
    // One row and one column: the inner axis may have length 1 on purpose, never by broadcasting.
    for (let i = 0; i < inner; i++) sum += at(left, [...outer, row, i]) * at(right, [...outer, i, column]);
    return sum;
  });
}
