// A training step as the page is told of it: numbers are asked for one by one.
import type { ShownBatch } from '../../protocol/batch';
import type { ShownStep } from '../../protocol/batchView';

export const shownStep = (found: ShownBatch, name: string): ShownStep => ({
  ...{ name, step: found.step, epoch: found.epoch, batch: found.batch, batches: found.batches },
  ...{ learningRate: found.learningRate, examples: found.examples, texts: found.texts, inputs: found.inputs },
  ...{ network: found.network, loss: found.loss, gradientNorm: found.gradientNorm, clippedNorm: found.clippedNorm },
  ...{ optimizer: found.optimizer, formula: found.formula, lines: found.lines, notices: found.notices },
  parameters: found.parameters.map(({ shape, isFrozen, norms, scalars, ...parameter }) => ({
    ...{ name: parameter.name, shape, norms, scalars },
    ...(isFrozen && { isFrozen }),
  })),
});
