// A corpus and an experiment that train in about a second: made up from a seed, learnable, with some noise.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { randomNumbers } from './randomNumbers';

const GOOD = ['fine', 'warm', 'bright', 'lovely', 'clever'];
const BAD = ['dull', 'cold', 'broken', 'awful', 'empty'];
const NEUTRAL = [
  'the',
  'a',
  'film',
  'story',
  'day',
  'music',
  'was',
  'is',
  'very',
  'and',
  'then',
  'again',
  '정말',
  '영화',
];

/** Rows of text and label; each text holds a word or two of its label. */
export function corpusRows(count: number, seed: number): [string, string][] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => {
    const good = random.next() < 0.5;
    const words = Array.from({ length: 3 + random.below(12) }, () => random.pick(NEUTRAL));
    for (let i = 0; i <= random.below(2); i++)
      words.splice(random.below(words.length), 0, random.pick(good ? GOOD : BAD));
    return [words.join(' '), good ? 'positive' : 'negative'];
  });
}

export function tsvOf(rows: readonly (readonly [string, string])[]): string {
  return ['text\tlabel', ...rows.map((row) => row.join('\t'))].join('\n') + '\n';
}

export interface SmallExperiment {
  [key: string]: unknown;
}

/** One thread, a checkpoint every three steps; `changes` replace whole keys. */
export function smallExperiment(changes: SmallExperiment = {}): SmallExperiment {
  return {
    name: 'small',
    task: 'classification',
    data: { train: 'train.tsv', validation: 0.1, text: 'text', label: 'label' },
    tokenizer: { type: 'word', minFrequency: 1 },
    model: { type: 'lstm', embedding: 16, hidden: 16, bidirectional: true, pooling: 'max', dropout: 0.2 },
    training: { epochs: 4, batchSize: 16, optimizer: { type: 'adam', learningRate: 0.01 }, checkpointEverySteps: 3 },
    runtime: { threads: 1 },
    seed: 1,
    ...changes,
  };
}

/** With the mean of the last epochs' parameters, and two batches for one update. */
export function smallAveragedExperiment(): SmallExperiment {
  const { training } = smallExperiment();
  return smallExperiment({
    name: 'averaged',
    training: { ...(training as object), averageCheckpoints: 3, accumulate: 2 },
  });
}

/** A classical model whose fit takes hundreds of passes, with a checkpoint every twenty of them. */
export function smallClassicalExperiment(): SmallExperiment {
  const model = { type: 'linear-svm', C: 10, ngramRange: [1, 2] };
  return smallExperiment({ name: 'classical', model, training: { checkpointEverySteps: 20 } });
}

/** Vectors of words on one thread, which gives the same bits every time; some seconds over `embeddingCorpus`. */
export function smallEmbeddingExperiment(): SmallExperiment {
  return {
    ...{ name: 'embedding', task: 'embedding', data: { train: 'train.tsv', text: 'text' }, tokenizer: 'whitespace' },
    model: { type: 'word2vec', dimensions: 20, minCount: 1, threads: 1 },
    training: { epochs: 40, checkpointEverySteps: 9 },
    seed: 1,
  };
}

export const embeddingCorpus = (): string => tsvOf(corpusRows(20_000, 2));

/** Writes corpus and experiment into `folder`; returns the experiment file. */
export function writeExperiment(
  folder: string,
  experiment: SmallExperiment,
  corpus = tsvOf(corpusRows(300, 1)),
): string {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'train.tsv'), corpus);
  const file = path.join(folder, 'small.nlplab.json');
  fs.writeFileSync(file, JSON.stringify(experiment, null, 2));
  return file;
}
