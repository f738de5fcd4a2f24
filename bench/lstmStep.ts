// One training step of an LSTM language model, our side of bench/peers/torch_lstm_step.py (same shapes, same optimiser).
// usage: node dist/bench/lstmStep.js [--threads 1] [--steps 20] [--warmup 3] [--share]
// Prints one JSON line; with --share also which part of the operators' time is in matrix products.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { input } from '../src/engine/graph/ops';
import { crossEntropy } from '../src/engine/nn/losses';
import { embedding, embeddingParameters } from '../src/engine/nn/embedding';
import { linear, linearParameters } from '../src/engine/nn/linear';
import { recurrent, recurrentParameters, type RecurrentOptions } from '../src/engine/nn/recurrent';
import { createOptimizer } from '../src/engine/optim/optimizers';
import { tensor } from '../src/engine/runtime/tensor';
import { drawParameters } from '../src/engine/train/parameterValues';
import { createTrainingStep, planTraining } from '../src/engine/train/trainingStep';
import { median, productShare } from './measure';
import { limitOf } from './steps/products';

const size = { batch: 64, time: 32, embedding: 256, hidden: 256, vocabulary: 8000 };
const layer: RecurrentOptions = {
  cell: 'lstm',
  inputs: size.embedding,
  hidden: size.hidden,
  layers: 1,
  bidirectional: false,
};
const parameters = {
  embedding: embeddingParameters({ vocabulary: size.vocabulary, width: size.embedding }),
  recurrent: recurrentParameters(layer),
  output: linearParameters({ inputs: size.hidden, outputs: size.vocabulary }),
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      threads: { type: 'string', default: '1' },
      steps: { type: 'string', default: '20' },
      warmup: { type: 'string', default: '3' },
      share: { type: 'boolean', default: false },
    },
  });
  const [threads, steps, warmup] = [values.threads, values.steps, values.warmup].map(Number);
  const plan = planTraining({
    parameters,
    loss(p) {
      const ids = input('ids', 'int32', ['time', 'batch']);
      const { output } = recurrent(p.recurrent, embedding(p.embedding, ids), layer); // [time, batch, hidden]
      return crossEntropy(linear(p.output, output), input('targets', 'int32', ['time', 'batch']));
    },
    update: {
      rule: createOptimizer({ type: 'sgd', learningRate: 0.5, momentum: 0, nesterov: false, weightDecay: 0 }),
      clipNorm: 0,
      clipValue: 0,
    },
  });
  let state = 1;
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const profiles = fs.mkdtempSync(path.join(os.tmpdir(), 'lstm-step-'));
  const settings = { device: 'cpu' as const, threads };
  const profiled = values.share ? { ...settings, profilePrefix: path.join(profiles, 'profile') } : settings;
  const step = await createTrainingStep(plan, profiled, {
    fill: (tensors) => drawParameters(parameters, tensors, uniform),
  });
  const shape = [size.time, size.batch];
  const draw = () => Array.from({ length: size.time * size.batch }, () => Math.floor(uniform() * size.vocabulary));
  const feeds = { ids: tensor('int32', shape, draw()), targets: tensor('int32', shape, draw()) };
  const milliseconds: number[] = [];
  for (let i = 1; i <= warmup + steps; i++) {
    const start = performance.now();
    await step.run(feeds, { step: i, learningRate: 0.5, masks: () => undefined });
    if (i > warmup) milliseconds.push(performance.now() - start);
  }
  await step.release();
  const result = {
    name: 'nlp-lab-lstm-step',
    threads,
    steps,
    median_ms: Number(median(milliseconds).toFixed(2)),
    best_ms: Number(Math.min(...milliseconds).toFixed(2)),
    tokens_per_second: Math.round((size.time * size.batch) / (median(milliseconds) / 1000)),
    ...(values.share && {
      matrix_product_share: productShare(profiles),
      limit_ms: await limitOf(profiles, warmup + steps, threads),
    }),
  };
  fs.rmSync(profiles, { recursive: true, force: true });
  console.log(JSON.stringify(result));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
