// A number for each text: one score, which is the answer in standard deviations of the training part from its mean.

import { add, div, mul, reshape, sub } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { constant } from '../../nn/initializers';
import { numberLoss, type NumberLoss } from '../../nn/losses';
import type { Bound, FlatParameters } from '../../nn/parameters';

/** Where the answers of the training part lie. */
export interface AnswerSpread {
  mean: number;
  /** The standard deviation. */
  deviation: number;
}

const [MEAN, DEVIATION] = ['answers.mean', 'answers.deviation'];

/** Where the answers of the training part lie: kept with the parameters, not trained. */
export const answerParameters = ({ mean, deviation }: AnswerSpread): FlatParameters => ({
  [MEAN]: { shape: [1], initialize: constant(mean), frozen: true },
  [DEVIATION]: { shape: [1], initialize: constant(deviation), frozen: true },
});

/** As they are among the parameters of a run. */
export const spreadOfParameters = (
  parameters: Readonly<Record<string, { data: ArrayLike<number | bigint> }>>,
): AnswerSpread => ({
  ...{ mean: Number(parameters[MEAN].data[0]), deviation: Number(parameters[DEVIATION].data[0]) },
});

/** scores [batch, 1] -> [batch, 1] */
export const numbersOfScores = (values: Bound<FlatParameters>, scores: Value): Value =>
  add(mul(scores, values[DEVIATION]), values[MEAN]);

/** scores [batch, 1], numbers [batch] -> the mean loss of standardised answers */
export function standardisedLoss(
  values: Bound<FlatParameters>,
  scores: Value,
  numbers: Value,
  { loss, delta }: { loss: NumberLoss; delta: number },
): Value {
  const right = div(sub(numbers, values[MEAN]), values[DEVIATION]);
  return numberLoss(reshape(scores, numbers.shape), right, loss, delta);
}
