// The memory of the compiled kernel (kernels/index.ts) that passes over texts, and what of it others see. Nothing here
// decides when to stop.

import { FIRST_ADDRESS, placeArrays } from '../compiled/memory';
import type { SparseRows } from '../text/vectorizers/sparseRows';
import { createKernels } from './kernelMemory';

export interface DualProblem {
  /** 1 or -1 for each text. */
  signs: Int8Array;
  /** Weight of the loss against the size of the weights. */
  C: number;
  /** What each feature is multiplied by. `[features]` */
  scale?: Float64Array;
}

const ENTRY_BYTES = 16;
/** The first page is the kernel's own; the layout of its class `Descent` lies behind: seven addresses, then the rest. */
const JOB = FIRST_ADDRESS;
const INTEGERS = JOB + 28;
const NUMBERS = JOB + 40;
const JOB_BYTES = 80;

/** One problem after the other on the same texts. The arrays are views of the kernel's memory. */
export class DualDescent {
  /** `[features]` */
  readonly weights: Float64Array;
  /** The dual variables, at least 0. `[rows]` */
  readonly alpha: Float64Array;
  /** Texts; the first `active` of them are visited. `[rows]` */
  readonly order: Int32Array;
  /** active, state of the random order */
  readonly integers: Int32Array;
  /** bias, diagonal, bound of shrinking, most and least projected gradient */
  readonly numbers: Float64Array;
  private readonly curvature: Float64Array;
  private readonly signs: Int8Array;
  private readonly values: Float64Array;
  private readonly runPass: (job: number) => void;

  /** Fails with `NO_MEMORY`. */
  constructor(private readonly x: SparseRows) {
    const { rows, columns, starts, indices } = x;
    const sizes = [8 * columns, 8 * rows, 8 * rows, rows, 4 * rows, 4 * (rows + 1), ENTRY_BYTES * indices.length];
    const { addresses, end } = placeArrays(JOB_BYTES, sizes);
    const { buffer, kernels } = createKernels(end, 'A support vector machine');
    const [weights, alpha, curvature, signs, order, startsAt, entries] = addresses;
    new Int32Array(buffer, JOB, addresses.length).set(addresses);
    new Int32Array(buffer, startsAt, rows + 1).set(starts);
    this.integers = new Int32Array(buffer, INTEGERS, 2);
    this.numbers = new Float64Array(buffer, NUMBERS, 5);
    this.weights = new Float64Array(buffer, weights, columns);
    this.alpha = new Float64Array(buffer, alpha, rows);
    this.curvature = new Float64Array(buffer, curvature, rows);
    this.signs = new Int8Array(buffer, signs, rows);
    this.order = new Int32Array(buffer, order, rows);
    this.values = new Float64Array(buffer, entries, 2 * indices.length);
    const places = new Int32Array(buffer, entries, 4 * indices.length);
    for (let at = 0; at < indices.length; at++) places[4 * at] = 8 * indices[at];
    this.runPass = kernels.pass;
  }

  /** Starts a problem from weights of 0. */
  begin({ signs, C, scale }: DualProblem): void {
    const { x, curvature, values: entries } = this;
    const { rows, starts, indices, values } = x;
    const diagonal = 0.5 / C;
    for (let i = 0; i < rows; i++) {
      let sum = diagonal + 1;
      for (let at = starts[i], end = starts[i + 1]; at < end; at++) {
        const value = scale ? values[at] * scale[indices[at]] : values[at];
        entries[2 * at + 1] = value;
        sum += value * value;
      }
      curvature[i] = sum;
      this.order[i] = i;
    }
    this.signs.set(signs);
    this.weights.fill(0);
    this.alpha.fill(0);
    this.integers.set([rows, 1]);
    this.numbers.set([0, diagonal, Infinity]);
  }

  /** Visits the active texts once, in a random order. */
  pass(): void {
    this.runPass(JOB);
  }
}
