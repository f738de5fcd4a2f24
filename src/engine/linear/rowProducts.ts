// Products of sparse rows and vectors in the compiled kernel (kernels/rows.ts). Behind the columns of the matrix stands one
// of 1, for the intercept.

import { FIRST_ADDRESS, placeArrays } from '../compiled/memory';
import type { SparseRows } from '../text/vectorizers/sparseRows';
import { createKernels, type Kernels } from './kernelMemory';

const JOB = FIRST_ADDRESS;
const JOB_BYTES = 32;

/** `X` is `[rows, columns + 1]`. */
export class RowProducts {
  /** What a product needs or gives for each row. `[rows]` */
  readonly perRow: Float64Array;
  private readonly vector: Float64Array;
  private readonly out: Float64Array;
  private readonly kernels: Kernels;

  /** Copies the rows. Fails with `NO_MEMORY`. */
  constructor({ rows, columns, starts, indices, values }: SparseRows) {
    const size = columns + 1;
    const sizes = [4 * (rows + 1), 4 * indices.length, 8 * values.length, 8 * size, 8 * size, 8 * rows];
    const { addresses, end } = placeArrays(JOB_BYTES, sizes);
    const { buffer, kernels } = createKernels(end, 'Logistic regression');
    this.kernels = kernels;
    const [startsAt, indicesAt, valuesAt, vector, out, perRow] = addresses;
    new Int32Array(buffer, JOB, 8).set([...addresses, rows, columns]);
    new Int32Array(buffer, startsAt, rows + 1).set(starts);
    new Int32Array(buffer, indicesAt, indices.length).set(indices);
    new Float64Array(buffer, valuesAt, values.length).set(values);
    this.vector = new Float64Array(buffer, vector, size);
    this.out = new Float64Array(buffer, out, size);
    this.perRow = new Float64Array(buffer, perRow, rows);
  }

  /** `perRow = X vector`. */
  margins(vector: Float64Array): void {
    this.vector.set(vector);
    this.kernels.margins(JOB);
  }

  /** `out += X' perRow`. */
  spread(out: Float64Array): void {
    this.addTo(out, this.kernels.spread);
  }

  /** `out += (X * X)' perRow`, element by element within the brackets. */
  spreadSquares(out: Float64Array): void {
    this.addTo(out, this.kernels.spreadSquares);
  }

  /** `out += X' (perRow * X vector)`. */
  curve(vector: Float64Array, out: Float64Array): void {
    this.vector.set(vector);
    this.addTo(out, this.kernels.curve);
  }

  private addTo(out: Float64Array, kernel: (job: number) => void): void {
    this.out.set(out);
    kernel(JOB);
    out.set(this.out);
  }
}
