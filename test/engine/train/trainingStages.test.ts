// A training whose layers begin to learn one after the other, where the next stage cannot be made.

import assert from 'node:assert/strict';
import { input, mul, sum } from '../../../src/engine/graph/ops';
import { zeros as zeroed } from '../../../src/engine/nn/initializers';
import { createOptimizer } from '../../../src/engine/optim/optimizers';
import type { SessionSettings } from '../../../src/engine/runtime/session';
import { tensor } from '../../../src/engine/runtime/tensor';
import { createStagedStep, planStages } from '../../../src/engine/train/trainingStages';
import { SGD } from './support/seededSteps';

const vector = { shape: [2], initialize: zeroed };

describe('the stages of a training', () => {
  it('are released once, also when the next one cannot be made', async () => {
    const problem = {
      parameters: { low: vector, high: vector },
      loss: (p: { low: ReturnType<typeof input>; high: ReturnType<typeof input> }) =>
        sum(mul(mul(p.low, p.high), input('x', 'float32', [2]))),
      update: { rule: createOptimizer(SGD), clipNorm: 0, clipValue: 0 },
    };
    const waiting = new Map([
      ['low', { share: 1, fromEpoch: 1 }],
      ['high', { share: 1, fromEpoch: 0 }],
    ]);
    const settings: SessionSettings = { device: 'cpu', threads: 1 };
    const step = await createStagedStep(planStages(problem, waiting, 1), settings, { fill: () => undefined }, 0);
    const run = (epoch: number) =>
      step.run(
        { x: tensor('float32', [2], [1, 2]) },
        { step: epoch + 1, epoch, learningRate: 0.1, masks: () => undefined },
      );
    await run(0);
    settings.device = 'cuda'; // which is not there
    await assert.rejects(run(1), /"cuda" cannot be used here/);
    await step.release();
  });
});
