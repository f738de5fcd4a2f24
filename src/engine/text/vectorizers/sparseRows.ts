// Matrices that are mostly zero, in compressed sparse rows (CSR): what vectorisers make and linear models learn from.

/** Row i holds the values `values[starts[i]]` up to `values[starts[i + 1]]`, in the columns of `indices` beside them. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  /** `[rows + 1]` */
  readonly starts: Int32Array;
  /** Rising within each row, each column at most once. */
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** Adds rows one after the other; its arrays grow as needed. */
export interface SparseRowsBuilder {
  /** Adds an entry to the row that is being built; columns may come in any order, each once. */
  add(column: number, value: number): void;
  endRow(): void;
  /** The rows so far; the builder is not used afterwards. */
  finish(columns: number): SparseRows;
}

export function sparseRowsBuilder(rowCount: number): SparseRowsBuilder {
  const starts = new Int32Array(rowCount + 1);
  let indices = new Int32Array(Math.max(16, rowCount * 16));
  let values = new Float64Array(indices.length);
  let row = 0;
  let used = 0;
  return {
    add(column, value) {
      if (used === indices.length) {
        indices = grownInt32(indices);
        values = grownFloat64(values);
      }
      indices[used] = column;
      values[used++] = value;
    },
    endRow() {
      sortRow(indices, values, starts[row], used);
      starts[++row] = used;
    },
    finish: (columns) => ({
      ...{ rows: row, columns, starts: starts.slice(0, row + 1) },
      ...{ indices: indices.slice(0, used), values: values.slice(0, used) },
    }),
  };
}

/** A copy of twice the length. */
export function grownInt32(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function grownFloat64(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** Sorts entries [from, to) by column. Rows are short: insertion, with typed sorting for the long ones. */
function sortRow(indices: Int32Array, values: Float64Array, from: number, to: number): void {
  if (to - from > 64) {
    const order = Int32Array.from({ length: to - from }, (_, i) => from + i).sort((a, b) => indices[a] - indices[b]);
    indices.set(Int32Array.from(order, (at) => indices[at]), from); // prettier-ignore
    values.set(Float64Array.from(order, (at) => values[at]), from); // prettier-ignore
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const column = indices[i];
    const value = values[i];
    let at = i;
    for (; at > from && indices[at - 1] > column; at--) {
      indices[at] = indices[at - 1];
      values[at] = values[at - 1];
    }
    indices[at] = column;
    values[at] = value;
  }
}
