// What a student learns from the hidden states of a teacher, beside its answers. Neither loss adds parameters: what is kept of a student
// is what is kept of a model without a teacher.

import { add, cast, div, input, matmul, maximum, mean, mul, reshape, sqrt, sub, sum, transpose } from '../graph/ops';
import type { Value } from '../graph/value';
import { LabError } from '../../protocol/labError';

export type StateLoss = 'similarity' | 'cosine';

/**
 * The mean over the rows that count, a scalar. "similarity": how a row resembles the others, G = X·Xᵀ with rows of length 1, and
 * ‖g_student − g_teacher‖² (Tung and Mori 2019, who divide by the number of rows once more); widths may differ. "cosine":
 * 1 − cos(student, teacher) (Sanh et al. 2019), of the same width.
 * @param states [..., rows, width] @param teacher [..., rows, width of the teacher]
 * @param counts rows that count, [..., rows] bool; left out: all
 */
export function stateLoss(states: Value, teacher: Value, loss: StateLoss, counts?: Value): Value {
  const weights = counts && cast(counts, states.dtype);
  const rows = loss === 'similarity' ? ofResemblance(states, teacher, weights) : ofDirection(states, teacher); // [..., rows]
  return weights ? div(sum(mul(rows, weights)), maximum(sum(weights), 1)) : mean(rows);
}

/** The input that is fed the states of a teacher. */
export const TEACHER_STATES = 'teacher.states';

/** How much the states of a teacher count. */
export interface TaughtStates {
  loss: StateLoss;
  /** What their loss is multiplied by. */
  weight: number;
  /** Of the teacher; of several all together. */
  width: number;
}

/**
 * A loss with that of the states of a teacher, where there is one: `teacher.states` float32 is an input then, of the shape of `states` but
 * for the width. Fails with `INVALID_EXPERIMENT` where widths differ that must not.
 * @param states of texts [batch, width], which are rows; or of their tokens [time, batch, width], where the tokens of a text are
 * @param counts rows that count, without the width; left out: all
 */
export function withStates(answered: Value, states: Value, taught: TaughtStates | undefined, counts?: Value): Value {
  if (!taught) return answered;
  const { loss, weight, width } = taught;
  const own = states.shape[lastAxis(states)];
  if (loss === 'cosine' && own !== width)
    throw new LabError(
      'INVALID_EXPERIMENT',
      `The states of this model are ${own} wide, and those of the teacher ${width}: "cosine" needs the same width. Take "similarity".`,
      { key: ['training', 'distill', 'states', 'loss'] },
    );
  const teacher = input(TEACHER_STATES, 'float32', [...states.shape.slice(0, -1), width]);
  const areTokens = states.shape.length === 3;
  const rows = (x: Value): Value => (areTokens ? transpose(x, x === counts ? [1, 0] : [1, 0, 2]) : x);
  return add(answered, mul(stateLoss(rows(states), rows(teacher), loss, counts && rows(counts)), weight));
}

function ofResemblance(states: Value, teacher: Value, weights: Value | undefined): Value {
  const among = (x: Value): Value => {
    const counted = weights ? mul(x, reshape(weights, [...weights.shape, 1])) : x;
    return unit(matmul(counted, counted, { transposeB: true })); // [..., rows, rows]
  };
  const difference = sub(among(states), among(teacher));
  return sum(mul(difference, difference), [lastAxis(difference)]);
}

function ofDirection(states: Value, teacher: Value): Value {
  const cosines = mul(unit(states), unit(teacher));
  return sub(1, sum(cosines, [lastAxis(cosines)]));
}

/** Is added to squared lengths, so that a row of zeros has a gradient too. */
const LEAST = 1e-12;

/** Rows of length 1. */
function unit(x: Value): Value {
  return div(x, sqrt(add(sum(mul(x, x), [lastAxis(x)], { keep: true }), LEAST)));
}

const lastAxis = (x: Value): number => x.shape.length - 1;
