// How long is trained where an experiment may say it in updates.

import type { NeuralTask } from '../../train/neuralTask';

interface PlannedTraining {
  epochs: number;
  steps: number;
  evaluateEvery: number;
  accumulate: number;
}

/** Batches of what is called an epoch, and how long is trained where that is no number of passes over the text. */
export function stepPlan(
  pass: { batches: number },
  { epochs, steps, evaluateEvery, accumulate }: PlannedTraining,
): { batches: number; length?: NeuralTask['length'] } {
  if (steps === 0 && evaluateEvery === 0) return { batches: pass.batches };
  const all = steps > 0 ? steps : Math.ceil((epochs * pass.batches) / accumulate);
  const updates = Math.min(all, evaluateEvery > 0 ? evaluateEvery : Math.ceil(pass.batches / accumulate));
  return { batches: updates * accumulate, length: { epochs: Math.ceil(all / updates), steps: all } };
}
