// What a student learns from the answers of a teacher (Hinton, Vinyals and Dean 2015): its shares, softened by a temperature, or the
// scores behind them. A softmax does not see a constant added to all scores, so that the logarithms of shares are scores as good as any.

import { add, cast, div, exp, logSoftmax, maximum, mean, mul, neg, sub, sum } from '../graph/ops';
import type { Value } from '../graph/value';
import { logSigmoid } from './losses';
import type { TaughtStates } from './stateLoss';

export interface SoftLossOptions {
  /**
   * "divergence": T² · KL(teacher ‖ student), both at the temperature (Hinton et al. 2015); "logits": the mean over the classes of the
   * squared difference of the scores (Tang et al. 2019), whose means over the classes are taken away.
   */
  loss: 'divergence' | 'logits';
  /** T; of "divergence" alone. */
  temperature: number;
  /** Each class is answered by itself, yes or no: the scores are logits of its share. */
  several?: boolean;
}

/**
 * The mean over the rows that count, a scalar.
 * @param logits the student's, [..., classes]
 * @param teacher its scores, logarithms of shares or logits, finite; [..., classes]
 * @param counts rows that count, [...] bool; left out: all
 */
export function softLoss(logits: Value, teacher: Value, options: SoftLossOptions, counts?: Value): Value {
  const rows = rowsOf(logits, teacher, options); // [...]
  if (!counts) return mean(rows);
  const weights = cast(counts, logits.dtype);
  return div(sum(mul(rows, weights)), maximum(sum(weights), 1));
}

/** The input that is fed the scores of a teacher. */
export const TEACHER = 'teacher';

/** What is learned from a teacher beside the right answers. */
export interface TaughtOptions extends SoftLossOptions {
  /** How much of the loss is the teacher's: above 0, at most 1. */
  weight: number;
  /** With its states, whose loss is added. */
  states?: TaughtStates;
}

/** (1 − weight) · right + weight · the teacher's. @param right the loss by the right answers; the others are as `softLoss` has them */
export function taughtLoss(
  right: Value,
  { logits, teacher, counts }: { logits: Value; teacher: Value; counts?: Value },
  { weight, ...options }: TaughtOptions,
): Value {
  const soft = softLoss(logits, teacher, options, counts);
  return weight === 1 ? soft : add(mul(right, 1 - weight), mul(soft, weight));
}

/** The loss of each row, [...]. */
function rowsOf(logits: Value, teacher: Value, { loss, temperature, several = false }: SoftLossOptions): Value {
  const last = [logits.shape.length - 1];
  if (loss === 'logits') {
    const centred = (x: Value): Value => (several ? x : sub(x, mean(x, last, { keep: true })));
    const difference = sub(centred(logits), centred(teacher));
    return mean(mul(difference, difference), last);
  }
  const [student, taught] = [div(logits, temperature), div(teacher, temperature)];
  const squared = temperature * temperature;
  if (!several) return mul(sum(divergence(logSoftmax(taught), logSoftmax(student)), last), squared);
  const yes = divergence(logSigmoid(taught), logSigmoid(student));
  const no = divergence(logSigmoid(neg(taught)), logSigmoid(neg(student)));
  return mul(mean(add(yes, no), last), squared);
}

/** p · (ln p − ln q) from the logarithms. */
const divergence = (logP: Value, logQ: Value): Value => mul(exp(logP), sub(logP, logQ));
