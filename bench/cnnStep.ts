// One training step of the convolutional classifier of Kim (2014), our side of bench/peers/torch_cnn_step.py (same shapes, dropout
// and Adam): 50 texts of 32 words, vectors of 300, 100 filters each of windows 3, 4 and 5, 20,000 words.
// usage: node dist/bench/cnnStep.js [--threads 1] [--steps 20] [--warmup 3]
// Prints one JSON line.

import { parseArgs } from 'node:util';
import { bernoulliMask } from '../src/engine/data/bernoulliMask';
import { hashText } from '../src/engine/data/random';
import { classifierLoss } from '../src/engine/models/classifierPrograms';
import { createClassifier } from '../src/engine/models/textClassifier';
import { createOptimizer } from '../src/engine/optim/optimizers';
import { tensor } from '../src/engine/runtime/tensor';
import { drawParameters } from '../src/engine/train/parameterValues';
import { createTrainingStep, planTraining } from '../src/engine/train/trainingStep';
import { median } from './measure';

const size = { batch: 50, time: 32, embedding: 300, filters: 100, vocabulary: 20_000, classes: 2 };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      threads: { type: 'string', default: '1' },
      steps: { type: 'string', default: '20' },
      warmup: { type: 'string', default: '3' },
    },
  });
  const [threads, steps, warmup] = [values.threads, values.steps, values.warmup].map(Number);
  const { embedding, filters, vocabulary, classes } = size;
  const kim = { windows: [3, 4, 5], layers: 1, dilation: 1, pooling: 'max', dropout: 0.5 } as const;
  const model = { type: 'cnn' as const, embedding, filters, ...kim, windows: [...kim.windows] };
  const classifier = createClassifier(model, { vocabulary, classes, longest: size.time, padding: 'after' });
  const plan = planTraining({
    parameters: classifier.parameters,
    loss: (parameters) => classifierLoss(classifier, parameters),
    update: {
      rule: createOptimizer({ type: 'adam', learningRate: 1e-3, betas: [0.9, 0.999], epsilon: 1e-8, weightDecay: 0 }),
      ...{ clipNorm: 0, clipValue: 0 },
    },
  });
  let state = 1;
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const settings = { device: 'cpu' as const, threads };
  const step = await createTrainingStep(plan, settings, {
    fill: (tensors) => drawParameters(classifier.parameters, tensors, uniform),
  });
  const count = size.time * size.batch;
  const below = (limit: number, many: number): number[] =>
    Array.from({ length: many }, () => Math.floor(uniform() * limit));
  const feeds = {
    ids: tensor('int32', [size.time, size.batch], below(vocabulary, count)),
    mask: tensor('bool', [size.time, size.batch], new Uint8Array(count).fill(1)),
    labels: tensor('int32', [size.batch], below(classes, size.batch)),
  };
  const milliseconds: number[] = [];
  for (let i = 1; i <= warmup + steps; i++) {
    const start = performance.now();
    await step.run(feeds, {
      ...{ step: i, learningRate: 1e-3 },
      masks: (out, keep, stream) => bernoulliMask(out, keep, 1, i, hashText(stream)),
    });
    if (i > warmup) milliseconds.push(performance.now() - start);
  }
  await step.release();
  const [middle, best] = [median(milliseconds), Math.min(...milliseconds)].map((ms) => Number(ms.toFixed(2)));
  console.log(JSON.stringify({ name: 'nlp-lab-cnn-step', threads, steps, median_ms: middle, best_ms: best }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
