// Products of a matrix in compressed sparse rows, with a constant column of 1 for the intercept behind its own, and
// vectors: what gradients and curvatures of smooth losses come down to. `rowProducts.ts` lays out the memory.

// @ts-ignore: decorator
@unmanaged
export class Rows {
  /** i32[rows + 1], i32[entries], f64[entries]. */
  starts: usize;
  indices: usize;
  values: usize;
  /** f64[columns + 1]: the intercept is the last. */
  vector: usize;
  out: usize;
  /** f64[rows]. */
  perRow: usize;
  rows: i32;
  columns: i32;
}

/** `perRow = X vector`. */
export function margins(x: Rows): void {
  const rows = x.rows;
  for (let row = 0; row < rows; row++) store<f64>(x.perRow + (<usize>row << 3), marginOf(x, row));
}

/** `out += X' perRow`. */
export function spread(x: Rows): void {
  const rows = x.rows;
  for (let row = 0; row < rows; row++) spreadRow(x, row, load<f64>(x.perRow + (<usize>row << 3)));
}

/** `out += X' (perRow * X vector)`, each row visited once. */
export function curve(x: Rows): void {
  const rows = x.rows;
  for (let row = 0; row < rows; row++)
    spreadRow(x, row, load<f64>(x.perRow + (<usize>row << 3)) * marginOf(x, row));
}

/** `out += (X * X)' perRow`. */
export function spreadSquares(x: Rows): void {
  const rows = x.rows;
  const out = x.out;
  const intercept = out + (<usize>x.columns << 3);
  for (let row = 0; row < rows; row++) {
    const factor = load<f64>(x.perRow + (<usize>row << 3));
    const startAt = x.starts + (<usize>row << 2);
    let index = x.indices + (<usize>load<i32>(startAt) << 2);
    let value = x.values + (<usize>load<i32>(startAt) << 3);
    const end = x.indices + (<usize>load<i32>(startAt, 4) << 2);
    for (; index < end; index += 4, value += 8) {
      const at = out + (<usize>load<u32>(index) << 3);
      store<f64>(at, load<f64>(at) + factor * load<f64>(value) * load<f64>(value));
    }
    store<f64>(intercept, load<f64>(intercept) + factor);
  }
}

// @ts-ignore: decorator
@inline
function marginOf(x: Rows, row: i32): f64 {
  const vector = x.vector;
  const startAt = x.starts + (<usize>row << 2);
  let index = x.indices + (<usize>load<i32>(startAt) << 2);
  let value = x.values + (<usize>load<i32>(startAt) << 3);
  const end = x.indices + (<usize>load<i32>(startAt, 4) << 2);
  let margin = load<f64>(vector + (<usize>x.columns << 3));
  let other: f64 = 0; // two sums, so that one addition need not wait for the last
  for (; index + 4 < end; index += 8, value += 16) {
    margin += load<f64>(vector + (<usize>load<u32>(index) << 3)) * load<f64>(value);
    other += load<f64>(vector + (<usize>load<u32>(index, 4) << 3)) * load<f64>(value, 8);
  }
  if (index < end) margin += load<f64>(vector + (<usize>load<u32>(index) << 3)) * load<f64>(value);
  return margin + other;
}

// @ts-ignore: decorator
@inline
function spreadRow(x: Rows, row: i32, factor: f64): void {
  const out = x.out;
  const startAt = x.starts + (<usize>row << 2);
  let index = x.indices + (<usize>load<i32>(startAt) << 2);
  let value = x.values + (<usize>load<i32>(startAt) << 3);
  const end = x.indices + (<usize>load<i32>(startAt, 4) << 2);
  for (; index < end; index += 4, value += 8) {
    const at = out + (<usize>load<u32>(index) << 3);
    store<f64>(at, load<f64>(at) + factor * load<f64>(value));
  }
  const intercept = out + (<usize>x.columns << 3);
  store<f64>(intercept, load<f64>(intercept) + factor);
}
