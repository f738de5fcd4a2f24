// A row of which a few counts change: its margins in time of the changes alone.

import { divisorOf, type Weighing } from '../text/vectorizers/weighing';
import type { LinearModel } from './linearModel';

/** A count by column, or what is added to it. */
export type ColumnCounts = ReadonlyMap<number, number>;

/** Where less is left of what a row is divided by, differences have lost its digits: it is added up anew. */
const LEAST_LEFT = 1e-6;

/** @param counts of one row @returns the margins of the row with changes, `[outputs]` */
export function changedRow(
  { coefficients, intercept, features }: LinearModel,
  counts: ColumnCounts,
  weighing: Weighing,
): (changes: ColumnCounts) => Float64Array {
  const outputs = intercept.length;
  const { norm } = weighing;

  /** Values weighed and added up, and their norm, on top of what there is. */
  function add(count: number, column: number, sign: 1 | -1, sums: Float64Array): void {
    if (count <= 0) return;
    const value = weighing.value(count, column);
    for (let output = 0; output < outputs; output++)
      sums[output] += sign * value * coefficients[output * features + column];
    if (norm) sums[outputs] += sign * norm.part(value);
  }

  const whole = new Float64Array(outputs + 1);
  for (const [column, count] of counts) add(count, column, 1, whole);

  function changed(changes: ColumnCounts): Float64Array {
    const sums = whole.slice();
    for (const [column, change] of changes) {
      const count = counts.get(column) ?? 0;
      add(count, column, -1, sums);
      add(count + change, column, 1, sums);
    }
    if (!norm || sums[outputs] >= LEAST_LEFT * whole[outputs]) return sums;
    sums.fill(0);
    for (const [column, count] of counts) if (!changes.has(column)) add(count, column, 1, sums);
    for (const [column, change] of changes) add((counts.get(column) ?? 0) + change, column, 1, sums);
    return sums;
  }

  return (changes) => {
    const sums = changed(changes);
    const divisor = divisorOf(weighing, sums[outputs]);
    return intercept.map((shift, output) => shift + sums[output] / divisor);
  };
}
