// Rotary positions (Su et al. 2021, "RoFormer"): queries and keys are turned by an angle that grows with their place, so that their
// products depend on how far apart they are alone. Component k of a head belongs with component k + depth/2, as in GPT-NeoX and
// LLaMA; at place t the pair is turned by t / 10000^(2k/depth):
//
//   a' = a·cos − b·sin     b' = b·cos + a·sin

import { add, concat, constant, gatherRows, mul, slice, split, sub } from '../graph/ops';
import type { Dim } from '../graph/dims';
import type { Value } from '../graph/value';
import { anglesOf } from './positions';
import type { SelfAttention } from './transformer';

/** Cosine and sine of each place's angles; both broadcast to [batch, heads, rows, depth/2]. */
export interface Rotation {
  cos: Value;
  sin: Value;
}

export interface RotationTable {
  /** Of the first `length` places, [length, depth/2] each. */
  first(length: Dim): Rotation;
  /** Of places given by number: ids [...] -> [..., depth/2] each */
  at(ids: Value): Rotation;
}

/** @param sizes `depth`: of a head, even; no place is `positions` or more. Fails with `INVALID_EXPERIMENT` where that is too many */
export function rotationTable({
  positions,
  depth,
  dtype,
}: {
  positions: number;
  depth: number;
  dtype: 'float32' | 'float64';
}): RotationTable {
  const angles = anglesOf(positions, depth);
  const table = (of: (angle: number) => number): Value =>
    constant(
      angles.map((angle) => Math.fround(of(angle))),
      [positions, depth / 2],
      dtype,
    );
  const [cos, sin] = [table(Math.cos), table(Math.sin)];
  return {
    first: (length) => ({ cos: slice(cos, 0, 0, length), sin: slice(sin, 0, 0, length) }),
    at: (ids) => ({ cos: gatherRows(cos, ids), sin: gatherRows(sin, ids) }),
  };
}

/** x [batch, heads, rows, depth] -> the same, turned */
export function rotate(x: Value, { cos, sin }: Rotation): Value {
  const half = Number(x.shape[3]) / 2;
  const [a, b] = split(x, 3, [half, half]);
  return concat([sub(mul(a, cos), mul(b, sin)), add(mul(b, cos), mul(a, sin))], 3);
}

/** Attention that sees queries and keys turned; keys are kept as they were turned. */
export const rotating =
  (attention: SelfAttention, rotation: Rotation): SelfAttention =>
  (queries, { keys, values }) =>
    attention(rotate(queries, rotation), { keys: rotate(keys, rotation), values });
