// Multi-head attention (Vaswani et al. 2017, 3.2), with PyTorch's parameters (torch.nn.MultiheadAttention): each head
// compares queries with keys in a space of its own and takes the mean of the values, weighted by how well they agree.
// All heads are one product; masks are numbers added to the scores, made once for a program.

import type { Dim } from '../graph/dims';
import { markerOf } from '../graph/marks';
import {
  add,
  affine,
  cast,
  constant,
  div,
  exp,
  greater,
  matmul,
  max,
  maximum,
  mul,
  reshape,
  softmax,
  split,
  sub,
  sum,
  transpose,
  where,
} from '../graph/ops';
import type { DType, Value } from '../graph/value';
import type { LayerPlace } from '../../protocol/network';
import { dropout, type Mode } from './dropout';
import { uniform, xavierUniform, zeros } from './initializers';
import { linear } from './linear';
import type { Bound } from './parameters';
import { firstNumbers } from './positions';

/** Added to scores that must not count: softmax makes exactly 0 of it, and its gradient is no NaN. */
const NEVER = -1e9;

export interface AttentionSizes {
  width: number;
  heads: number;
}

/** in_proj_weight [3*width, width] (queries, keys, values), in_proj_bias [3*width], out_proj; as PyTorch starts them. */
export function multiHeadParameters({ width }: { width: number }) {
  return {
    in_proj_weight: { shape: [3 * width, width], initialize: xavierUniform },
    in_proj_bias: { shape: [3 * width], initialize: zeros },
    out_proj: {
      weight: { shape: [width, width], initialize: uniform(1 / Math.sqrt(width)) },
      bias: { shape: [width], initialize: zeros },
    },
  };
}

export type MultiHeadParameters = Bound<ReturnType<typeof multiHeadParameters>>;

/** Keys and values of all heads, [batch, heads, columns, depth] each. */
export interface KeysAndValues {
  keys: Value;
  values: Value;
}

export interface Attended {
  /** [batch, heads, rows, depth] */
  output: Value;
  /** [batch, heads, rows, columns]; each row sums to 1 */
  weights: Value;
}

/** mask [columns, batch] bool, false at padding -> a number for each score, [batch, 1, 1, columns] */
export function paddingBias(mask: Value, dtype: DType): Value {
  const [columns, batch] = mask.shape;
  const zero = constant([0], [1, 1], dtype);
  const bias = transpose(where(mask, zero, constant([NEVER], [1, 1], dtype)), [1, 0]); // [batch, columns]
  return reshape(bias, [batch, 1, 1, columns]);
}

/** Forbids each position to look at later ones: [length, length]. @param longest no length is greater */
export function causalBias(length: Dim, longest: number, dtype: DType): Value {
  const numbers = firstNumbers(length, longest);
  const isLater = greater(reshape(numbers, [1, length]), reshape(numbers, [length, 1])); // [row, column]
  return mul(cast(isLater, dtype), NEVER);
}

/** x [time, batch, width] -> queries, keys and values of the same sequence, [batch, heads, time, depth] each */
export function projectAll(p: MultiHeadParameters, x: Value, { width, heads }: AttentionSizes): Value[] {
  const [time, batch] = x.shape;
  const depth = width / heads;
  const projected = affine(x, p.in_proj_weight, p.in_proj_bias, { transposeB: true }); // [time, batch, 3*width]
  const apart = transpose(reshape(projected, [time, batch, 3, heads, depth]), [2, 1, 3, 0, 4]);
  return split(apart, 0, [1, 1, 1]).map((part) => reshape(part, [batch, heads, time, depth]));
}

/** x [time, batch, width] -> queries [batch, heads, time, depth] */
export function projectQueries(p: MultiHeadParameters, x: Value, { width, heads }: AttentionSizes): Value {
  const [time, batch] = x.shape;
  const [weight] = split(p.in_proj_weight, 0, [width, 2 * width]);
  const [bias] = split(p.in_proj_bias, 0, [width, 2 * width]);
  const projected = affine(x, weight, bias, { transposeB: true });
  return transpose(reshape(projected, [time, batch, heads, width / heads]), [1, 2, 0, 3]);
}

/** What another sequence, the memory, offers: memory [columns, batch, width]. */
export function projectMemory(p: MultiHeadParameters, memory: Value, { width, heads }: AttentionSizes): KeysAndValues {
  const [columns, batch] = memory.shape;
  const depth = width / heads;
  const [, weight] = split(p.in_proj_weight, 0, [width, 2 * width]);
  const [, bias] = split(p.in_proj_bias, 0, [width, 2 * width]);
  const projected = affine(memory, weight, bias, { transposeB: true }); // [columns, batch, 2*width]
  const apart = transpose(reshape(projected, [columns, batch, 2, heads, depth]), [2, 1, 3, 0, 4]);
  const [keys, values] = split(apart, 0, [1, 1]).map((part) => reshape(part, [batch, heads, columns, depth]));
  return { keys, values };
}

export interface AttendOptions {
  /** Added to the scores; broadcast to [batch, heads, rows, columns]. */
  bias?: Value;
  /** Of the weights, while training. */
  dropout?: { rate: number; stream: string; mode: Mode };
  /** Marks scores, weights and context. */
  place?: LayerPlace;
}

/** softmax(q·kᵀ / √depth + bias)·v: queries [batch, heads, rows, depth] */
export function attend(queries: Value, { keys, values }: KeysAndValues, options: AttendOptions = {}): Attended {
  const depth = Number(queries.shape[3]);
  const marked = markerOf(options.place);
  const between = ['batch', 'head', 'time', 'time'] as const;
  const scores = marked('scores', mul(matmul(queries, keys, { transposeB: true }), 1 / Math.sqrt(depth)), between);
  const masked = options.bias ? marked('maskedScores', add(scores, options.bias), between) : scores;
  const weights = marked('weights', softmax(masked), between);
  const kept = options.dropout ? dropout(weights, options.dropout) : weights;
  return { output: marked('context', matmul(kept, values), ['batch', 'head', 'time', 'unit']), weights };
}

/** Heads side by side, and the last layer: [batch, heads, time, depth] -> [time, batch, width] */
export function joinHeads(p: MultiHeadParameters, output: Value): Value {
  const [batch, heads, time, depth] = output.shape;
  const joined = reshape(transpose(output, [2, 0, 1, 3]), [time, batch, Number(heads) * Number(depth)]);
  return linear(p.out_proj, joined);
}

/** Something to attend to: how well queries [batch, heads, rows, depth] agree with it, and what weights find there. */
export interface Place {
  /** -> [batch, heads, rows, columns] */
  scores(queries: Value): Value;
  /** weights [batch, heads, rows, columns] -> [batch, heads, rows, depth] */
  found(weights: Value): Value;
}

/** Keys and values that all rows see. @param bias added to the scores; broadcast to [batch, heads, rows, columns] */
export const seenByAll = ({ keys, values }: KeysAndValues, bias: Value): Place => ({
  scores: (queries) => add(matmul(queries, keys, { transposeB: true }), bias),
  found: (weights) => matmul(weights, values),
});

/** Keys and values [batch, heads, rows, depth] of which each row sees its own alone: one column. */
export const seenByItself = ({ keys, values }: KeysAndValues): Place => ({
  scores: (queries) => sum(mul(queries, keys), [3], { keep: true }),
  found: (weights) => mul(weights, values),
});

/**
 * `attend` to several places as if their keys lay side by side, without copying them there: one softmax over all,
 * exp(s − m) / Σ exp(s − m). As m any number near the greatest score does; a whole one has no gradient to follow.
 * @param queries [batch, heads, rows, depth]
 * @returns output as of `attend`, and the weights of each place, [batch, heads, rows, columns]
 */
export function attendToPlaces(
  queries: Value,
  places: readonly Place[],
  { dropout: drop }: Pick<AttendOptions, 'dropout'> = {},
): { output: Value; weights: Value[] } {
  const scaled = mul(queries, 1 / Math.sqrt(Number(queries.shape[3])));
  const scores = places.map((place) => place.scores(scaled));
  const greatest = scores.map((part) => max(part, 3, { keep: true })).reduce((a, b) => maximum(a, b));
  const near = cast(cast(greatest, 'int32'), queries.dtype);
  const shares = scores.map((part) => exp(sub(part, near)));
  const total = shares.map((part) => sum(part, [3], { keep: true })).reduce((a, b) => add(a, b));
  const found = places.map((place, i) =>
    place.found(drop ? dropout(shares[i], { ...drop, stream: `${drop.stream} ${i}` }) : shares[i]),
  );
  const output = div(
    found.reduce((a, b) => add(a, b)),
    total,
  );
  return { output, weights: shares.map((part) => div(part, total)) };
}
