// A classifier with everything in it, trained for some steps: all that it and its optimiser hold afterwards.

import type { Bound } from '../../../../src/engine/nn/parameters';
import { classifierLoss } from '../../../../src/engine/models/classifierPrograms';
import { createClassifier } from '../../../../src/engine/models/textClassifier';
import { ADAM, bitsOf, randomBatch, seededMasks, startStep } from './seededSteps';

const sizes = { vocabulary: 40, classes: 3, padding: 'after' as const, longest: 256 };
const classifier = createClassifier(
  {
    ...{ type: 'gru', embedding: 32, hidden: 48, layers: 2, bidirectional: true },
    ...{ pooling: 'attention', dropout: 0.4 },
  },
  sizes,
);
const problem = {
  parameters: classifier.parameters,
  loss: (p: Bound<typeof classifier.parameters>) => classifierLoss(classifier, p),
};

export async function classifierBits(threads: number, steps: number): Promise<string> {
  const step = await startStep(problem, ADAM, threads, 1);
  for (let number = 1; number <= steps; number++) {
    const feeds = randomBatch({ time: 8 + (number % 3) * 4, batch: 32, ...sizes }, number);
    await step.run(feeds, { step: number, learningRate: 0.005, masks: seededMasks(number - 1) });
  }
  const bits = bitsOf(step);
  await step.release();
  return bits;
}
