// From a sequence to one vector for each text; padding never counts.

import { addDims } from '../graph/dims';
import {
  cast,
  concat,
  div,
  fill,
  matmul,
  max,
  maximum,
  mul,
  reshape,
  slice,
  softmax,
  sub,
  sum,
  tanh,
  where,
} from '../graph/ops';
import type { Value } from '../graph/value';
import { uniform } from './initializers';
import { linear, linearParameters } from './linear';
import type { Bound } from './parameters';

/** Lower than any output of a network, and finite, so that its gradient is 0 rather than NaN. */
const LOWEST = -1e30;

const column = (mask: Value): Value => reshape(mask, [...mask.shape, 1]);

/** x [time, batch, width], mask [time, batch] -> [batch, width] */
export function meanPooling(x: Value, mask: Value): Value {
  const counted = cast(column(mask), x.dtype); // [time, batch, 1]
  return div(sum(mul(x, counted), [0]), maximum(sum(counted, [0]), 1));
}

/** x [time, batch, width], mask [time, batch] -> [batch, width] */
export const sumPooling = (x: Value, mask: Value): Value => sum(mul(x, cast(column(mask), x.dtype)), [0]);

/**
 * Σ w·x / Σ w over the tokens; weights of a text whose sum is less than 1 count as they are.
 * x [time, batch, width], weights [time, batch], mask [time, batch] -> [batch, width]
 */
export function weightedMeanPooling(x: Value, weights: Value, mask: Value): Value {
  const counted = column(mul(weights, cast(mask, x.dtype))); // [time, batch, 1]
  return div(sum(mul(x, counted), [0]), maximum(sum(counted, [0]), 1));
}

/** x [time, batch, width], mask [time, batch] -> [batch, width]; a text without tokens gives 0 */
export function maxPooling(x: Value, mask: Value): Value {
  const largest = max(where(column(mask), x, LOWEST), 0);
  return mul(largest, cast(max(cast(column(mask), x.dtype), 0), x.dtype));
}

/** The state of each text's first token: x [time, batch, width], mask [time, batch] -> [batch, width] */
export function firstPooling(x: Value, mask: Value): Value {
  const [time, ...batch] = mask.shape;
  const present = cast(mask, x.dtype);
  const before = concat([fill(0, [1, ...batch], x.dtype), slice(present, 0, 0, addDims(time, -1))], 0); // [time, batch]
  return sum(mul(x, column(mul(present, sub(1, before)))), [0]);
}

/** The state of each text's last token: x [time, batch, width], mask [time, batch] -> [batch, width] */
export function lastPooling(x: Value, mask: Value): Value {
  const [time, ...batch] = mask.shape;
  const present = cast(mask, x.dtype);
  const after = concat([slice(present, 0, 1, time), fill(0, [1, ...batch], x.dtype)], 0); // [time, batch]
  return sum(mul(x, column(mul(present, sub(1, after)))), [0]);
}

/** weight [width, width], bias [width], vector [width] */
export function attentionPoolingParameters({ width }: { width: number }) {
  const initialize = uniform(1 / Math.sqrt(width));
  return { ...linearParameters({ inputs: width, outputs: width }), vector: { shape: [width], initialize } };
}

/**
 * Self-attention to one vector (Yang et al. 2016): s_t = v·tanh(W·x_t + b), weights = softmax of s over the tokens.
 * x [time, batch, width], mask [time, batch] -> pooled [batch, width], weights [time, batch]
 */
export function attentionPooling(
  p: Bound<ReturnType<typeof attentionPoolingParameters>>,
  x: Value,
  mask: Value,
): { pooled: Value; weights: Value } {
  const width = p.vector.shape[0];
  const keys = tanh(linear(p, x)); // [time, batch, width]
  const scores = reshape(matmul(keys, reshape(p.vector, [width, 1])), mask.shape); // [time, batch]
  const weights = softmax(where(mask, scores, LOWEST), 0);
  return { pooled: sum(mul(x, reshape(weights, [...mask.shape, 1])), [0]), weights };
}
