// A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): the probability of a whole sequence of tags,
//
//   p(y | x) = exp(s(x, y)) / Z(x)   with   s(x, y) = b[y_1] + Σ_t e_t[y_t] + Σ_t A[y_t−1, y_t] + c[y_n]
//
// where e_t are the emissions of a token, A the transitions, b and c the scores of first and last tags. Sequences are time-major, and
// begin at the first step; padding is behind them.

import { addDims } from '../graph/dims';
import {
  add,
  cast,
  concat,
  constant,
  div,
  equal,
  exp,
  fill,
  log,
  logSoftmax,
  matmul,
  max,
  maximum,
  mul,
  reshape,
  select,
  slice,
  sub,
  sum,
  transpose,
} from '../graph/ops';
import { scan } from '../graph/scan';
import type { Value } from '../graph/value';
import { uniform } from './initializers';
import type { Bound } from './parameters';

/** begin [tags], end [tags], transitions [tags, tags] from the tag of the row to that of the column; U(±0.1). */
export function linearChainParameters({ tags }: { tags: number }) {
  const initialize = uniform(0.1);
  return {
    begin: { shape: [tags], initialize },
    end: { shape: [tags], initialize },
    transitions: { shape: [tags, tags], initialize },
  };
}

export type ChainParameters = Bound<ReturnType<typeof linearChainParameters>>;

/** 1 where tags may begin, end, follow each other; as `tags/transitions` finds it. */
export interface ChainMask {
  begins: ArrayLike<number>;
  ends: ArrayLike<number>;
  follows: ArrayLike<number>;
}

/**
 * Added to what may not be, in training: e^−50 is nothing beside what may be, and yet a sum over tags never becomes 0. A decoder
 * leaves such sequences out altogether.
 */
const FORBIDDEN = -50;

/** The parameters with what may not be made improbable. */
export function maskedChain(p: ChainParameters, { begins, ends, follows }: ChainMask): ChainParameters {
  const penalty = (allowed: ArrayLike<number>, score: Value): Value => {
    const values = Array.from(allowed, (is) => (is ? 0 : FORBIDDEN));
    const dtype = score.dtype;
    return values.some((value) => value !== 0) ? add(score, constant(values, score.shape.map(Number), dtype)) : score;
  };
  return {
    begin: penalty(begins, p.begin),
    end: penalty(ends, p.end),
    transitions: penalty(follows, p.transitions),
  };
}

/** log Σ e^x over the last axis: [batch, tags] -> [batch, 1] */
function logSumExp(x: Value): Value {
  const most = max(x, 1, { keep: true });
  return add(most, log(sum(exp(sub(x, most)), [1], { keep: true })));
}

/**
 * The forward algorithm. With α_t[j] the log of the sum over all beginnings that end in tag j,
 * α_t[j] = e_t[j] + log Σ_i e^(α_t−1[i] + A[i, j]), as a product of e^(α − max α) with e^A.
 * @param emissions [time, batch, tags] @param mask [time, batch]
 */
function forward(p: ChainParameters, emissions: Value, mask: Value) {
  const [time, batch] = emissions.shape;
  const weights = exp(p.transitions);
  const alpha = add(select(emissions, 0, 0), p.begin);
  // The loop begins with the first token, where nothing is left to do: it needs a step even if there is no other token.
  const goesOn = concat([fill(0, [1, batch], 'bool'), slice(mask, 0, 1, time)], 0);
  return scan(
    ({ alpha: before }, { emission }) => ({ alpha: add(reached(before, weights), emission) }),
    { alpha },
    { emission: emissions },
    { mask: reshape(goesOn, mask.shape), name: 'forward algorithm' },
  );
}

/** log Σ_i e^(x[i] + ln w[i, j]): x [batch, tags], w [tags, tags] -> [batch, tags] */
function reached(x: Value, weights: Value): Value {
  const most = max(x, 1, { keep: true }); // [batch, 1]
  return add(log(matmul(exp(sub(x, most)), weights)), most);
}

/** log Z(x): emissions [time, batch, tags], mask [time, batch] -> [batch] */
export function logPartition(p: ChainParameters, emissions: Value, mask: Value): Value {
  const [, batch] = emissions.shape;
  const { last } = forward(p, emissions, mask);
  return reshape(logSumExp(add(last.alpha, p.end)), [batch]);
}

/**
 * ln p(y_t = j | x), the forward-backward algorithm: α_t[j] + β_t[j] − log Z with β_t[i] = log Σ_j e^(A[i, j] + e_t+1[j] + β_t+1[j]), and
 * c at the last token. Padding has numbers that mean nothing. Shapes as above -> [time, batch, tags]
 */
export function logMarginals(p: ChainParameters, emissions: Value, mask: Value): Value {
  const [time, batch, tags] = emissions.shape;
  const { dtype } = emissions;
  const weights = transpose(exp(p.transitions), [1, 0]); // from the tag behind to the one before
  const ahead = concat([slice(emissions, 0, 1, time), fill(0, [1, batch, tags], dtype)], 0);
  const isFollowed = concat([slice(mask, 0, 1, time), fill(0, [1, batch], 'bool')], 0);
  const { states } = scan(
    ({ beta }, { emission }) => ({ beta: reached(add(beta, emission), weights) }),
    { beta: add(fill(0, [batch, tags], dtype), p.end) },
    { emission: reshape(ahead, emissions.shape) },
    { mask: reshape(isFollowed, mask.shape), reverse: true, name: 'backward algorithm' },
  );
  return logSoftmax(add(forward(p, emissions, mask).states.alpha, states.beta));
}

/** s(x, y): emissions [time, batch, tags], path [time, batch] integers, mask [time, batch] -> [batch] */
export function pathScore(p: ChainParameters, emissions: Value, path: Value, mask: Value): Value {
  const [time, batch, tags] = emissions.shape;
  const { dtype } = emissions;
  const names = constant([...new Array<number>(Number(tags)).keys()], [1, 1, Number(tags)], path.dtype);
  const real = cast(mask, dtype);
  const column = [time, batch, 1];
  const chosen = mul(cast(equal(reshape(path, column), names), dtype), reshape(real, column)); // one-hot [time, batch, tags]
  const before = slice(chosen, 0, 0, addDims(time, -1));
  const after = slice(chosen, 0, 1, time);
  const followed = concat([slice(real, 0, 1, time), fill(0, [1, batch], dtype)], 0);
  const isLast = reshape(sub(real, reshape(followed, real.shape)), column);
  return add(
    add(sum(mul(chosen, emissions), [0, 2]), sum(mul(matmul(before, p.transitions), after), [0, 2])),
    add(sum(mul(select(chosen, 0, 0), p.begin), [1]), sum(mul(mul(chosen, isLast), p.end), [0, 2])),
  );
}

/**
 * The mean of −log p(y | x) over the tokens of a batch, a scalar. Parameters and shapes as above.
 * @param counts which sentences count, [batch] bool; left out: all
 */
export function chainLoss(p: ChainParameters, emissions: Value, path: Value, mask: Value, counts?: Value): Value {
  const losses = sub(logPartition(p, emissions, mask), pathScore(p, emissions, path, mask)); // [batch]
  const tokens = cast(mask, emissions.dtype);
  if (!counts) return div(sum(losses), sum(tokens));
  const counted = cast(counts, emissions.dtype);
  return div(sum(mul(losses, counted)), maximum(sum(mul(sum(tokens, [0]), counted)), 1));
}
