// An order of labels: one score for a text, and borders on its line (McCullagh 1980, the proportional odds model).

import { add, concat, constant, matmul, neg, reshape, slice, sub } from '../graph/ops';
import type { Value } from '../graph/value';
import type { Initializer } from './initializers';
import { logSigmoid } from './losses';
import type { Bound, ParameterSpec } from './parameters';

type OrdinalTree = { first: ParameterSpec; gaps?: ParameterSpec };

const logit = (share: number): number => Math.log(share / (1 - share));

/**
 * first [1], gaps [classes − 2]: b_0 = first, b_k = b_(k−1) − softplus(gap_k), so that borders keep their order. They start where
 * a score of 0 makes all classes alike probable.
 */
export function ordinalParameters({ classes }: { classes: number }): OrdinalTree {
  const border = (k: number): number => logit((classes - 1 - k) / classes);
  const first: Initializer = (out) => void out.fill(border(0));
  const gaps: Initializer = (out) => {
    for (let k = 0; k < out.length; k++) out[k] = Math.log(Math.expm1(border(k) - border(k + 1)));
  };
  return {
    first: { shape: [1], initialize: first },
    ...(classes > 2 ? { gaps: { shape: [classes - 2], initialize: gaps } } : {}),
  };
}

/**
 * ln P(y = k) with P(y > k) = σ(s + b_k). Of what lies between two borders the difference of two σ is a product,
 * σ(a) − σ(b) = σ(a) · σ(−b) · (1 − e^(b − a)), and with a − b = softplus(gap) the last factor is σ(gap).
 * @param score [batch, 1]
 * @returns [batch, classes], whose exponentials sum to 1
 */
export function ordinalLogProbabilities({ first, gaps }: Bound<OrdinalTree>, score: Value): Value {
  if (!gaps) {
    const above = add(score, first); // [batch, 1]
    return concat([logSigmoid(neg(above)), logSigmoid(above)], 1);
  }
  const between = Number(gaps.shape[0]);
  const row = reshape(gaps, [1, between]);
  const distances = neg(logSigmoid(neg(row))); // softplus, [1, between]
  const borders = sub(first, matmul(distances, sumsBefore(between, score))); // [1, between + 1]
  const above = add(score, borders); // [batch, between + 1]
  const [up, down] = [logSigmoid(above), logSigmoid(neg(above))];
  const middle = add(add(slice(up, 1, 0, between), slice(down, 1, 1, between + 1)), logSigmoid(row));
  return concat([slice(down, 1, 0, 1), middle, slice(up, 1, between, between + 1)], 1);
}

/** [count, count + 1]: column k adds up the first k rows. */
function sumsBefore(count: number, { dtype }: Value): Value {
  const ones = Array.from({ length: count * (count + 1) }, (_, at) =>
    Number(at % (count + 1) > Math.floor(at / (count + 1))),
  );
  return constant(ones, [count, count + 1], dtype);
}
