// One training step of a model for texts, our side of bench/peers/torch_text_step.py (same shapes, dropout and Adam):
// - cnn: the convolutional classifier of Kim (2014), 50 texts of 32 words, vectors of 300, 100 filters each of windows 3, 4 and 5, 20,000 words;
// - tagger: a bidirectional LSTM of 100 with a linear chain over 23 tags (Huang et al. 2015), 32 sentences of 24 words, vectors of 100, 10,000 words;
// - pairs: two texts through one bidirectional LSTM of 128 (Conneau et al. 2017), the most of each state, u, v, |u - v| and u * v, 64 pairs of 20
//   tokens, vectors of 128, 8,000 tokens, 3 labels;
// - language: a causal transformer of characters (Radford et al. 2019), 4 layers, 4 heads, 128 wide, 12 windows of 64 of 65 characters, AdamW.
// usage: node dist/bench/textStep.js --model cnn|tagger|pairs|language [--threads 1] [--steps 20] [--warmup 3] [--share]
// Prints one JSON line; with --share also which part of the operators' time each kind of operator takes.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bernoulliMask } from '../src/engine/data/bernoulliMask';
import { hashText } from '../src/engine/data/random';
import type { Value } from '../src/engine/graph/value';
import { createLanguageNetwork } from '../src/engine/models/language/createLanguageNetwork';
import { languageLoss } from '../src/engine/models/language/languagePrograms';
import { classifierLoss } from '../src/engine/models/classifierPrograms';
import { createTagger } from '../src/engine/models/tagger';
import { createClassifier, type ReadingModel } from '../src/engine/models/textClassifier';
import type { Bound, FlatParameters } from '../src/engine/nn/parameters';
import { createOptimizer } from '../src/engine/optim/optimizers';
import type { Feeds } from '../src/engine/runtime/session';
import { tensor } from '../src/engine/runtime/tensor';
import { drawParameters } from '../src/engine/train/parameterValues';
import { createTrainingStep, planTraining } from '../src/engine/train/trainingStep';
import { median, operatorShares } from './measure';
import { limitOf } from './steps/products';

interface Measured {
  parameters: FlatParameters;
  loss: (parameters: Bound<FlatParameters>) => Value;
  feeds: Feeds;
  weightDecay?: number;
  clipNorm?: number;
}

let state = 1;
const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
const below = (limit: number, many: number): number[] =>
  Array.from({ length: many }, () => Math.floor(uniform() * limit));
const ids = (shape: number[], limit: number): Feeds[string] =>
  tensor('int32', shape, below(limit, shape.reduce((a, b) => a * b))); // prettier-ignore
const allOf = (shape: number[]): Feeds[string] =>
  tensor('bool', shape, new Uint8Array(shape.reduce((a, b) => a * b)).fill(1));

function classifier(
  model: ReadingModel,
  { time, batch, texts, vocabulary, classes }: Record<'time' | 'batch' | 'texts' | 'vocabulary' | 'classes', number>,
): Measured {
  const built = createClassifier(model, { vocabulary, classes, texts, longest: time, padding: 'after' });
  const shape = texts === 1 ? [time, batch] : [time, batch, texts];
  return {
    parameters: built.parameters,
    loss: (parameters) => classifierLoss(built, parameters),
    feeds: { ids: ids(shape, vocabulary), mask: allOf(shape), labels: ids([batch], classes) },
  };
}

function tagger(): Measured {
  const [time, batch, vocabulary, tags] = [24, 32, 10_000, 23];
  const all = (length: number): Uint8Array => new Uint8Array(length).fill(1);
  const built = createTagger(
    {
      ...{
        type: 'lstm',
        embedding: 100,
        hidden: 100,
        layers: 1,
        bidirectional: true,
        dropout: 0.5,
        initialization: {},
      },
      ...{ head: 'crf', capitals: 0, shape: 0 },
    },
    {
      ...{ vocabulary, longest: time, padding: 'after', tags, isCut: false },
      allowed: { begins: all(tags), ends: all(tags), follows: all(tags * tags) },
      features: { characters: 0, capitals: 0, shape: 0 },
    },
  );
  return {
    parameters: built.parameters,
    loss: (parameters) => built.loss(parameters),
    feeds: { ids: ids([time, batch], vocabulary), mask: allOf([time, batch]), tags: ids([time, batch], tags) },
  };
}

function language(): Measured {
  const [time, batch, vocabulary] = [64, 12, 65];
  const network = createLanguageNetwork(
    {
      ...{ type: 'transformer', width: 128, heads: 4, feedForward: 512, layers: 4, norm: 'pre', dropout: 0 },
      ...{ positions: 'learned', activation: 'gelu', tieEmbeddings: true },
    },
    { vocabulary, context: time },
  );
  return {
    parameters: network.parameters,
    loss: (parameters) => languageLoss(network, parameters, batch).loss,
    feeds: { ids: ids([time, batch], vocabulary), labels: ids([time, batch], vocabulary) },
    ...{ weightDecay: 0.1, clipNorm: 1 },
  };
}

const kim = { windows: [3, 4, 5], layers: 1, dilation: 1, pooling: 'max', dropout: 0.5 } as const;
const MODELS: Record<string, () => Measured> = {
  cnn: () =>
    classifier(
      { type: 'cnn', embedding: 300, filters: 100, ...kim, windows: [...kim.windows] },
      { time: 32, batch: 50, texts: 1, vocabulary: 20_000, classes: 2 },
    ),
  tagger,
  language,
  pairs: () =>
    classifier(
      {
        ...{ type: 'lstm', embedding: 128, hidden: 128, layers: 1, bidirectional: true, initialization: {} },
        ...{ pooling: 'max', dropout: 0.5, pairs: 'apart' },
      },
      { time: 20, batch: 64, texts: 2, vocabulary: 8_000, classes: 3 },
    ),
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'cnn' },
      threads: { type: 'string', default: '1' },
      steps: { type: 'string', default: '20' },
      warmup: { type: 'string', default: '3' },
      share: { type: 'boolean', default: false },
    },
  });
  const [threads, steps, warmup] = [values.threads, values.steps, values.warmup].map(Number);
  const { parameters, loss, feeds, weightDecay = 0, clipNorm = 0 } = MODELS[values.model]();
  const plan = planTraining({
    parameters,
    loss,
    update: {
      rule: createOptimizer({ type: 'adamw', learningRate: 1e-3, betas: [0.9, 0.999], epsilon: 1e-8, weightDecay }),
      ...{ clipNorm, clipValue: 0 },
    },
  });
  const profiles = fs.mkdtempSync(path.join(os.tmpdir(), 'text-step-'));
  const settings = { device: 'cpu' as const, threads };
  const profiled = values.share ? { ...settings, profilePrefix: path.join(profiles, 'profile') } : settings;
  const step = await createTrainingStep(plan, profiled, {
    fill: (tensors) => drawParameters(parameters, tensors, uniform),
  });
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
  const shares = values.share
    ? { operators: operatorShares(profiles), limit_ms: await limitOf(profiles, warmup + steps, threads) }
    : {};
  fs.rmSync(profiles, { recursive: true, force: true });
  const name = `nlp-lab-${values.model}-step`;
  console.log(JSON.stringify({ name, threads, steps, median_ms: middle, best_ms: best, ...shares }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
