// Our own trainers of word vectors, measured.

import fs from 'node:fs';
import path from 'node:path';
import { createRandom } from '../../src/engine/data/random';
import { countPairs, orderedPairs } from '../../src/engine/embeddings/cooccurrence';
import { createGloveModel, initializeGlove } from '../../src/engine/embeddings/gloveModel';
import { kernelBinary } from '../../src/engine/embeddings/kernelModule';
import { createStepTrainer } from '../../src/engine/embeddings/stepTrainer';
import type { StepTask } from '../../src/engine/embeddings/stepTask';
import { initializeWordModel, planWordModel, readRows } from '../../src/engine/embeddings/wordModel';
import type { Corpus } from './corpora';
import { DIMENSIONS } from './options';

export interface Speed {
  perSecond: number;
  perCpuSecond: number;
}

async function measure(task: StepTask, units: number, threads: number): Promise<Speed> {
  const module = new WebAssembly.Module(kernelBinary().bytes);
  const threadFile = path.resolve('dist/embeddingThread.js');
  const trainer = createStepTrainer({ task, threads, firstStep: 0, module, threadFile });
  const started = performance.now();
  const before = process.cpuUsage();
  await trainer.run({ until: trainer.steps, pause: () => false, signal: new AbortController().signal });
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - started) / 1000;
  await trainer.close();
  return { perSecond: units / seconds, perCpuSecond: units / ((user + system) / 1e6) };
}

interface OurOptions {
  threads: number;
  algorithm?: 'skip-gram' | 'cbow';
  subwords?: boolean;
  epochs?: number;
  seed?: number;
  vectors?: string;
}

export async function ours(
  corpus: Corpus,
  { threads, algorithm = 'skip-gram', subwords = false, epochs = 1, seed = 1, vectors }: OurOptions,
) {
  const { trained, chunks } = corpus;
  const settings = { minLength: 3, maxLength: 6, buckets: 2_000_000, unit: 'character' as const };
  const options = {
    algorithm,
    dimensions: DIMENSIONS,
    window: 5,
    negative: 5,
    hierarchicalSoftmax: false,
    subsample: 1e-3,
    threads,
  };
  const model = planWordModel(trained, { ...options, subwords: subwords ? settings : undefined }).create();
  initializeWordModel(model, 1, createRandom({ seed, stream: 'vectors' }).uniform);
  const learningRate = algorithm === 'skip-gram' && !subwords ? 0.025 : 0.05;
  const plan = { chunks, epochs, learningRate, finalLearningRate: 1e-4, seed };
  const speed = await measure({ kind: 'words', model, plan }, epochs * trained.rawTokens, threads);
  if (vectors !== undefined)
    writeVectors(vectors, trained.words, readRows(model, model.input, 0, trained.words.length));
  return speed;
}

/** Pairs a second, counted once before. */
export async function ourGlove(
  { trained, chunks }: Corpus,
  threads: number,
): Promise<Speed & { wordsPerSecond: number }> {
  const words = trained.words.length;
  const table = await countPairs(chunks, { window: 10, rows: words });
  const pairs = orderedPairs(table, createRandom({ seed: 1, stream: 'pairs' }).integer);
  const model = createGloveModel({
    words,
    dimensions: DIMENSIONS,
    learningRate: 0.05,
    xMax: 100,
    exponent: 0.75,
    threads,
  });
  initializeGlove(model, createRandom({ seed: 1, stream: 'vectors' }).uniform);
  const speed = await measure({ kind: 'glove', model, plan: { pairs, epochs: 1 } }, pairs.values.length, threads);
  return { ...speed, wordsPerSecond: (speed.perCpuSecond * trained.rawTokens) / pairs.values.length };
}

function writeVectors(file: string, words: readonly string[], vectors: Float32Array): void {
  const rows = words.map(
    (word, row) => `${word} ${vectors.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS).join(' ')}`,
  );
  fs.writeFileSync(file, `${words.length} ${DIMENSIONS}\n${rows.join('\n')}\n`);
}
