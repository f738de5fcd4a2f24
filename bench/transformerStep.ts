// One training step of the translation transformer of Multi30k (3+3 layers, 256 wide, 8 heads, feed-forward 512), our side
// of bench/peers/torch_translation_step.py: same shapes, dropout, label smoothing and Adam.
// usage: node dist/bench/transformerStep.js [--threads 1] [--steps 10] [--warmup 2] [--model transformer|gru] [--share]
// Prints one JSON line: wall and processor milliseconds a step, target tokens a second; with --share also where the time goes.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bernoulliMask } from '../src/engine/data/bernoulliMask';
import { hashText } from '../src/engine/data/random';
import { createSequenceModel, type SequenceOptions } from '../src/engine/models/sequence/createSequenceModel';
import { sequenceLoss } from '../src/engine/models/sequence/sequencePrograms';
import { parameterCount } from '../src/engine/nn/parameters';
import { createOptimizer } from '../src/engine/optim/optimizers';
import { tensor } from '../src/engine/runtime/tensor';
import { drawParameters } from '../src/engine/train/parameterValues';
import { createTrainingStep, planTraining } from '../src/engine/train/trainingStep';
import { median, operatorShares } from './measure';
import { limitOf } from './steps/products';

const MODELS: Record<string, SequenceOptions> = {
  transformer: {
    ...{ type: 'transformer', width: 256, heads: 8, feedForward: 512, encoderLayers: 3, decoderLayers: 3 },
    ...{ norm: 'pre', positions: 'sinusoidal', activation: 'relu', dropout: 0.1, tieEmbeddings: true },
  },
  gru: {
    ...{ type: 'gru', embedding: 256, hidden: 512, layers: 1, bidirectional: true, attention: 'additive' },
    ...{ inputFeeding: true, reverseSource: false, bridge: 'linear', tieEmbeddings: false, dropout: 0.1 },
  },
};

const size = { time: 16, vocabulary: 8000 };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      threads: { type: 'string', default: '1' },
      steps: { type: 'string', default: '10' },
      warmup: { type: 'string', default: '2' },
      batch: { type: 'string', default: '256' },
      model: { type: 'string', default: 'transformer' },
      share: { type: 'boolean', default: false },
    },
  });
  const [threads, steps, warmup, batch] = [values.threads, values.steps, values.warmup, values.batch].map(Number);
  const model = createSequenceModel(MODELS[values.model], {
    ...{ sourceVocabulary: size.vocabulary, targetVocabulary: size.vocabulary, shared: true },
    ...{ longest: 81, padding: 'after' },
  });
  const plan = planTraining({
    parameters: model.parameters,
    loss: (parameters) => sequenceLoss(model, parameters, { labelSmoothing: 0.1, ownGuesses: false }),
    update: {
      rule: createOptimizer({ type: 'adam', learningRate: 1e-4, betas: [0.9, 0.98], epsilon: 1e-9, weightDecay: 0 }),
      ...{ clipNorm: 1, clipValue: 0 },
    },
  });
  let state = 1;
  const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const profiles = fs.mkdtempSync(path.join(os.tmpdir(), 'translation-step-'));
  const settings = { device: 'cpu' as const, threads };
  const profiled = values.share ? { ...settings, profilePrefix: path.join(profiles, 'profile') } : settings;
  const step = await createTrainingStep(plan, profiled, {
    fill: (tensors) => drawParameters(model.parameters, tensors, uniform),
  });
  const shape = [size.time, batch];
  const ids = () =>
    tensor(
      'int32',
      shape,
      Array.from({ length: size.time * batch }, () => 4 + Math.floor(uniform() * (size.vocabulary - 4))),
    );
  const feeds = {
    source: ids(),
    sourceMask: tensor('bool', shape, new Uint8Array(size.time * batch).fill(1)),
    target: ids(),
    labels: ids(),
  };
  const wall: number[] = [];
  const cpu: number[] = [];
  let maskMs = 0;
  for (let i = 1; i <= warmup + steps; i++) {
    const start = performance.now();
    const before = process.cpuUsage();
    await step.run(feeds, {
      ...{ step: i, learningRate: 1e-4 },
      masks(out, keep, stream) {
        const from = process.cpuUsage();
        bernoulliMask(out, keep, 1, i, hashText(stream));
        const { user, system } = process.cpuUsage(from);
        if (i > warmup) maskMs += (user + system) / 1000;
      },
    });
    const { user, system } = process.cpuUsage(before);
    if (i > warmup) {
      wall.push(performance.now() - start);
      cpu.push((user + system) / 1000);
    }
  }
  await step.release();
  const tokens = size.time * batch;
  console.log(
    JSON.stringify({
      name: `nlp-lab-${values.model}-step`,
      ...{ threads, steps, parameters: parameterCount(model.parameters), tokens },
      wallMs: median(wall),
      cpuMs: median(cpu),
      maskMs: maskMs / steps,
      tokensPerSecond: (tokens / median(wall)) * 1000,
      ...(values.share && {
        operators: operatorShares(profiles),
        limit_ms: await limitOf(profiles, warmup + steps, threads),
      }),
    }),
  );
}

void main();
