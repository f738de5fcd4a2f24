// One training epoch of an LSTM classifier, our side of bench/peers/torch_classifier_epoch.py.
// usage: node dist/bench/classifierEpoch.js prepare DATA.tsv[.gz] FOLDER [--batches N]
//        node dist/bench/classifierEpoch.js run FOLDER [--threads 1] [--batches N] [--share]
// `prepare` writes the batch folder described in bench/README.md; `run` trains on it and prints one JSON line. Masks and
// sums of rows are counted, reading the files is not.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeBatch, planBatches, type Batch } from '../src/engine/data/batches';
import { bernoulliMask } from '../src/engine/data/bernoulliMask';
import { firstTexts } from '../src/engine/data/severalTexts';
import { loadDataset } from '../src/engine/data/dataset';
import { encodeTexts, lengthsOf } from '../src/engine/data/encodedTexts';
import { createRandom, hashText } from '../src/engine/data/random';
import { classifierLoss } from '../src/engine/models/classifierPrograms';
import { createClassifier } from '../src/engine/models/textClassifier';
import { createOptimizer } from '../src/engine/optim/optimizers';
import { tensor } from '../src/engine/runtime/tensor';
import { createTokenizer, learnVocabulary } from '../src/engine/text/tokenizer';
import { batchFeeds } from '../src/engine/tasks/texts/textSession';
import { drawParameters } from '../src/engine/train/parameterValues';
import { createTrainingStep, planTraining } from '../src/engine/train/trainingStep';
import { median, operatorShares } from './measure';
import { limitOf } from './steps/products';

/** A batch with the class of each example. */
type LabelledBatch = Batch & { classes: Int32Array };

interface Index {
  batches: { time: number; batch: number; offset: number }[];
  vocabulary: number;
  classes: number;
}

const shape = { batchSize: 64, maxLength: 140, padding: 'after' as const, truncation: 'end' as const };

async function prepare(file: string, folder: string, limit: number): Promise<void> {
  const data = { train: path.resolve(file), validation: 0, text: 'document', label: 'label', header: true, limit: 0 };
  const { train, labels } = await loadDataset(data, { baseFolder: '.', seed: 1 });
  const tokenizer = createTokenizer({ type: 'character', lowercase: false });
  const texts = firstTexts(train.examples);
  const vocabulary = learnVocabulary(texts, tokenizer, { vocabularySize: 3000, minFrequency: 1 });
  const encoded = encodeTexts(texts, tokenizer, vocabulary, shape);
  const plan = planBatches(lengthsOf(encoded), { ...shape, shuffle: { seed: 1, epoch: 0 } }).slice(
    0,
    limit || undefined,
  );
  const batches = plan.map((examples) => makeBatch(encoded, examples, shape));
  fs.mkdirSync(folder, { recursive: true });
  const write = (name: string, column: (batch: Batch) => Int32Array): void =>
    fs.writeFileSync(path.join(folder, name), Buffer.concat(batches.map((batch) => Buffer.from(column(batch).buffer))));
  write('ids.i32', ({ ids }) => ids);
  write('lengths.i32', ({ lengths }) => lengths);
  write('labels.i32', ({ examples }) => examples.map((example) => train.classes[example]));
  let offset = 0;
  const index: Index = {
    batches: batches.map(({ time, size }) => {
      const entry = { time, batch: size, offset };
      offset += time * size;
      return entry;
    }),
    vocabulary: vocabulary.tokens.length,
    classes: labels.length,
  };
  fs.writeFileSync(path.join(folder, 'index.json'), JSON.stringify(index));
  console.log(JSON.stringify({ batches: batches.length, vocabulary: index.vocabulary }));
}

function readBatches(folder: string, limit: number): { index: Index; batches: LabelledBatch[] } {
  const index = JSON.parse(fs.readFileSync(path.join(folder, 'index.json'), 'utf8')) as Index;
  const column = (name: string): Int32Array => {
    const bytes = fs.readFileSync(path.join(folder, name));
    return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  };
  const [ids, lengths, labels] = ['ids.i32', 'lengths.i32', 'labels.i32'].map(column);
  let first = 0;
  const batches = index.batches.map(({ time, batch: size, offset }): LabelledBatch => {
    const part = { lengths: lengths.slice(first, first + size), classes: labels.slice(first, first + size) };
    first += size;
    return {
      ids: ids.slice(offset, offset + time * size),
      ...part,
      examples: new Int32Array(size),
      time,
      size,
      texts: 1,
    };
  });
  return { index, batches: limit > 0 ? batches.slice(0, limit) : batches };
}

async function run(folder: string, threads: number, limit: number, shares: boolean): Promise<void> {
  const { index, batches } = readBatches(folder, limit);
  const model = { type: 'lstm', embedding: 128, hidden: 128, layers: 1, bidirectional: true, pooling: 'max' } as const;
  const classifier = createClassifier({ ...model, dropout: 0.3 }, { ...index, longest: 256, padding: 'after' });
  const adam = { type: 'adam', learningRate: 1e-3, betas: [0.9, 0.999], epsilon: 1e-8, weightDecay: 0 } as const;
  const plan = planTraining({
    parameters: classifier.parameters,
    loss: (parameters) => classifierLoss(classifier, parameters),
    update: { rule: createOptimizer({ ...adam, betas: [...adam.betas] }), clipNorm: 1, clipValue: 0 },
  });
  const { uniform } = createRandom({ seed: 1, stream: 'parameters' });
  const profiles = fs.mkdtempSync(path.join(os.tmpdir(), 'classifier-epoch-'));
  const step = await createTrainingStep(
    plan,
    { device: 'cpu', threads, ...(shares && { profilePrefix: path.join(profiles, 'profile') }) },
    {
      fill: (parameters) => drawParameters(classifier.parameters, parameters, uniform),
    },
  );
  const losses: number[] = [];
  const milliseconds: number[] = [];
  for (const [i, batch] of batches.entries()) {
    const start = performance.now();
    const feeds = { ...batchFeeds(batch, 'after'), labels: tensor('int32', [batch.size], batch.classes) };
    const { loss } = await step.run(feeds, {
      step: i + 1,
      learningRate: 1e-3,
      masks: (out, keep, stream) => bernoulliMask(out, keep, 1, i, hashText(stream)),
    });
    losses.push(loss);
    milliseconds.push(performance.now() - start);
  }
  await step.release();
  const seconds = milliseconds.reduce((a, b) => a + b, 0) / 1000;
  const examples = batches.reduce((count, { size }) => count + size, 0);
  const last = losses.slice(-50);
  const result = {
    ...{ name: 'nlp-lab-classifier-epoch', threads, batches: batches.length, examples },
    seconds: Number(seconds.toFixed(3)),
    examples_per_second: Number((examples / seconds).toFixed(1)),
    median_ms: Number(median(milliseconds).toFixed(2)),
    loss: Number((last.reduce((a, b) => a + b, 0) / last.length).toFixed(5)),
    ...(shares && { operators: operatorShares(profiles), limit_ms: await limitOf(profiles, 1, threads) }),
  };
  fs.rmSync(profiles, { recursive: true });
  console.log(JSON.stringify(result));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      threads: { type: 'string', default: '1' },
      batches: { type: 'string', default: '0' },
      share: { type: 'boolean', default: false },
    },
  });
  const [task, ...rest] = positionals;
  if (task === 'prepare') await prepare(rest[0], rest[1], Number(values.batches));
  else await run(rest[0], Number(values.threads), Number(values.batches), values.share);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
