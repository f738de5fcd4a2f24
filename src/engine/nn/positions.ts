// Positions as vectors that are added to the tokens', since attention itself sees no order.

import { constant, gatherRows, slice } from '../graph/ops';
import type { Dim } from '../graph/dims';
import type { Value } from '../graph/value';
import { normal } from './initializers';

/** weight [positions, width] of learned positions; N(0, 0.02²) as in BERT. */
export function positionParameters({ positions, width }: { positions: number; width: number }) {
  return { weight: { shape: [positions, width], initialize: normal(0.02) } };
}

/** Vaswani et al. 2017, 3.5: sin(t / 10000^(2i/width)) in component 2i and the cosine in 2i + 1; row by row. */
function sinusoids(positions: number, width: number): number[] {
  const table: number[] = [];
  for (let t = 0; t < positions; t++)
    for (let k = 0; k < width; k++) {
      const angle = t / 10000 ** ((k - (k % 2)) / width);
      table.push(Math.fround(k % 2 === 0 ? Math.sin(angle) : Math.cos(angle)));
    }
  return table;
}

/** The numbers 0, 1, 2, ...: [length] int32. @param longest no length is greater */
export const firstNumbers = (length: Dim, longest: number): Value =>
  slice(constant([...new Array(longest).keys()], [longest], 'int32'), 0, 0, length);

export interface PositionTable {
  /** The vectors of the first `length` positions, [length, width]. */
  first(length: Dim): Value;
  /** Those of positions given by number: ids [...] -> [..., width] */
  at(ids: Value): Value;
}

/** @param weight the learned vectors, where there are such */
export function positionTable(
  weight: Value | undefined,
  { positions, width, dtype }: { positions: number; width: number; dtype: 'float32' | 'float64' },
): PositionTable {
  const table = weight ?? constant(sinusoids(positions, width), [positions, width], dtype);
  return { first: (length) => slice(table, 0, 0, length), at: (ids) => gatherRows(table, ids) };
}
