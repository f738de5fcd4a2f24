// Positions as vectors that are added to the tokens', since attention itself sees no order.

import { LabError } from '../../protocol/labError';
import { constant, gatherRows, slice } from '../graph/ops';
import type { Dim } from '../graph/dims';
import type { Value } from '../graph/value';
import { normal, type Initializer } from './initializers';

/** weight [positions, width] of learned positions; at first N(0, 0.02²) as in BERT, unless said otherwise. */
export function positionParameters({
  positions,
  width,
  initialize = normal(0.02),
}: {
  positions: number;
  width: number;
  initialize?: Initializer;
}) {
  return { weight: { shape: [positions, width], initialize } };
}

/** Numbers of a table that is part of the model: 134 MB of float32, and several times that while it is made. */
const MOST_NUMBERS = 1 << 25;

/** Before anything is allocated. Fails with `INVALID_EXPERIMENT`. */
function requireTable(positions: number, width: number): void {
  if (positions * width <= MOST_NUMBERS) return;
  throw new LabError(
    'INVALID_EXPERIMENT',
    `${positions} places with ${width} numbers each are ${positions * width} numbers; a model tells at most ${MOST_NUMBERS} apart. Lower training.maxLength.`,
    { key: ['training', 'maxLength'] },
  );
}

/** The angle t / 10000^(2i/width) of each place t and i below width/2, rounded up; row by row. Fails with `INVALID_EXPERIMENT`. */
export function anglesOf(positions: number, width: number): number[] {
  requireTable(positions, width);
  const angles: number[] = [];
  for (let t = 0; t < positions; t++) for (let k = 0; k < width; k += 2) angles.push(t / 10000 ** (k / width));
  return angles;
}

/** Vaswani et al. 2017, 3.5: the sine of the i-th angle in component 2i and the cosine in 2i + 1; row by row. */
function sinusoids(positions: number, width: number): number[] {
  const pairs = Math.ceil(width / 2);
  const table: number[] = [];
  for (const [place, angle] of anglesOf(positions, width).entries()) {
    table.push(Math.fround(Math.sin(angle)));
    if (2 * (place % pairs) + 1 < width) table.push(Math.fround(Math.cos(angle)));
  }
  return table;
}

/** The numbers 0, 1, 2, ...: [length] int32. @param longest no length is greater */
export function firstNumbers(length: Dim, longest: number): Value {
  requireTable(longest, 1);
  return slice(constant([...new Array(longest).keys()], [longest], 'int32'), 0, 0, length);
}

/** Of learned positions that begin as sinusoids: near places are alike from the first step on. */
export const asSinusoids: Initializer = (out, [positions, width]) => out.set(sinusoids(positions, width));

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
