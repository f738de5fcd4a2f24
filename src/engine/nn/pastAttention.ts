// Attention of hypotheses that grow together: those of one sentence stand where positions stand elsewhere. Each sees what
// was kept of its own beginning, among what was kept for all of the sentence's, and itself.

import { add, concat, matmul, mul, reshape, slice, softmax, sum } from '../graph/ops';
import { addDims } from '../graph/dims';
import type { Value } from '../graph/value';
import type { Attended, KeysAndValues } from './multiHeadAttention';

export interface PastKeys extends KeysAndValues {
  /** Added to the scores of the slots: 0 where a hypothesis sees one, very negative elsewhere; [batch, beam, slots]. */
  bias: Value;
}

/**
 * `attend` to slots and to oneself, as if a hypothesis's own key and value stood before the slots.
 * @param queries [batch, heads, beam, depth]
 * @param own keys and values of the hypotheses, [batch, heads, beam, depth]
 * @param past keys and values of the slots, [batch, heads, slots, depth]
 * @returns output [batch, heads, beam, depth], weights [batch, heads, beam, 1+slots]
 */
export function attendToPast(queries: Value, own: KeysAndValues, past: PastKeys): Attended {
  const [batch, beam, slots] = past.bias.shape;
  const scaled = mul(queries, 1 / Math.sqrt(Number(queries.shape[3])));
  const toOwn = sum(mul(scaled, own.keys), [3], { keep: true }); // [batch, heads, beam, 1]
  const toPast = add(matmul(scaled, past.keys, { transposeB: true }), reshape(past.bias, [batch, 1, beam, slots]));
  const weights = softmax(concat([toOwn, toPast], 3)); // [batch, heads, beam, 1+slots]
  const found = matmul(slice(weights, 3, 1, addDims(slots, 1)), past.values);
  return { output: add(mul(slice(weights, 3, 0, 1), own.values), found), weights };
}
