// Training steps whose parameters, masks and batches follow from one seed.

import { bernoulliMask } from '../../../../src/engine/data/bernoulliMask';
import { createRandom, hashText } from '../../../../src/engine/data/random';
import type { ParameterTree } from '../../../../src/engine/nn/parameters';
import { createOptimizer } from '../../../../src/engine/optim/optimizers';
import type { Feeds } from '../../../../src/engine/runtime/session';
import { tensor } from '../../../../src/engine/runtime/tensor';
import { drawParameters } from '../../../../src/engine/train/parameterValues';
import {
  createTrainingStep,
  planTraining,
  type TrainingProblem,
  type TrainingStep,
} from '../../../../src/engine/train/trainingStep';
import type { OptimizerOptions } from '../../../../src/engine/schema/optimizer';

export const SEED = 7;
export const SGD: OptimizerOptions = { type: 'sgd', learningRate: 1, momentum: 0, nesterov: false, weightDecay: 0 };
export const ADAM: OptimizerOptions = {
  type: 'adam',
  learningRate: 0.01,
  betas: [0.9, 0.999],
  epsilon: 1e-8,
  weightDecay: 0,
};

export const seededMasks =
  (step: number) =>
  (out: Uint8Array, keep: number, stream: string): void =>
    bernoulliMask(out, keep, SEED, step, hashText(stream));

/** A step over these parameters, drawn from the seed. */
export function startStep<T extends ParameterTree>(
  problem: Omit<TrainingProblem<T>, 'update'>,
  optimizer: OptimizerOptions,
  threads = 1,
  clipNorm = 0,
) {
  const rule = createOptimizer(optimizer);
  const plan = planTraining({ ...problem, update: { rule, clipNorm, clipValue: 0 } });
  return createTrainingStep(
    plan,
    { device: 'cpu', threads },
    {
      fill: (values) =>
        drawParameters(problem.parameters, values, createRandom({ seed: SEED, stream: 'parameters' }).uniform),
    },
  );
}

export const bitsOf = (step: TrainingStep): string =>
  [...Object.entries(step.parameters()), ...Object.entries(step.state())]
    .map(([name, { data }]) => `${name} ${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex')}`)
    .join('\n');

/** Ids, mask and labels drawn from the seed; the first text is whole. */
export function randomBatch(
  { time, batch, vocabulary, classes }: { time: number; batch: number; vocabulary: number; classes: number },
  index: number,
): Feeds {
  const random = createRandom({ seed: SEED, stream: 'batch', index });
  const lengths = Array.from({ length: batch }, (_, i) => (i === 0 ? time : 1 + random.integer(time)));
  const cells = Array.from({ length: time * batch }, (_, cell) => ({ t: Math.floor(cell / batch), b: cell % batch }));
  const within = cells.map(({ t, b }) => Number(t < lengths[b]));
  const labels = lengths.map(() => random.integer(classes));
  return {
    ids: tensor('int32', [time, batch], within.map((here) => here * random.integer(vocabulary))), // prettier-ignore
    mask: tensor('bool', [time, batch], within),
    labels: tensor('int32', [batch], labels),
  };
}
