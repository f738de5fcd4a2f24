// What is measured beside PyTorch: training steps, the classifier's epoch and beam search, each with every number of threads.

import fs from 'node:fs';
import path from 'node:path';
import { node, runJson, threadCounts, type Torch, type Way } from '../measure';

export interface StepOptions {
  torch: Torch;
  /** For what is made on the way. */
  folder: string;
  batches: string;
  sentences: string;
}

export interface StepRow {
  task: string;
  unit: string;
  ours: Way[];
  theirs: Way[];
  /** Of the products alone, in the unit, with so many threads. */
  limit?(threads: number): number;
}

/** Sentences of a first try. */
const FEW = '130';

const ways = (name: string, run: (threads: string, short: boolean) => number): Way[] =>
  threadCounts().map((n) => ({ name: `${name}${n} threads`, threads: n, run: (short) => run(`${n}`, short) }));

function textStep(task: string, model: string): (options: StepOptions) => StepRow {
  return ({ torch }) => ({
    ...{ task, unit: 'ms' },
    ours: ways('', (n) => node('textStep', '--model', model, '--threads', n).median_ms),
    theirs: ways('', (n) => torch('torch_text_step', '--model', model, '--threads', n).median_ms),
    limit: (n) => node('textStep', '--model', model, '--threads', `${n}`, '--share').limit_ms,
  });
}

function translationStep(task: string, model: string): (options: StepOptions) => StepRow {
  return ({ torch }) => ({
    ...{ task, unit: 'ms' },
    ours: ways('', (n, short) => node('transformerStep', '--model', model, '--threads', n, '--steps', short ? '3' : '10').wallMs), // prettier-ignore
    theirs: ways('', (n) => torch('torch_translation_step', model, n).wallMs),
    limit: (n) => node('transformerStep', '--model', model, '--threads', `${n}`, '--steps', '3', '--share').limit_ms,
  });
}

/** Needs the film reviews (`NSMC`, default `../shared/data/nsmc/train.tsv.gz`). */
function classifier({ torch, folder, batches }: StepOptions): StepRow {
  const corpus = process.env.NSMC ?? path.resolve('../shared/data/nsmc/train.tsv.gz');
  if (!fs.existsSync(corpus)) throw new Error(`The classifier cannot be measured: ${corpus} is not there.`);
  const prepared = path.join(folder, 'batches');
  runJson(process.execPath, ['dist/bench/classifierEpoch.js', 'prepare', corpus, prepared, '--batches', batches]);
  const limit = (short: boolean): string[] => ['--batches', short ? '20' : batches];
  const theirs = (mode: string): Way[] =>
    ways(`${mode}, `, (n, short) => torch('torch_classifier_epoch', prepared, '--threads', n, '--mode', mode, ...limit(short)).seconds); // prettier-ignore
  return {
    ...{ task: `classifier, the first ${batches} batches of an epoch`, unit: 's' },
    ours: ways('', (n, short) => node('classifierEpoch', 'run', prepared, '--threads', n, ...limit(short)).seconds),
    theirs: [...theirs('padded'), ...theirs('packed')],
    limit: (n) => node('classifierEpoch', 'run', prepared, '--threads', `${n}`, '--share', ...limit(false)).limit_ms / 1000, // prettier-ignore
  };
}

/** Our side writes what the peer reads, and the peer must find the same outputs. */
function beam({ torch, folder, sentences }: StepOptions): StepRow {
  const at = (short: boolean): string => path.join(folder, short ? 'few' : 'all');
  const many = (short: boolean): string => (short ? FEW : sentences);
  const theirs = (way: string): Way[] => ways(`${way}, `, (n, short) => torch('torch_beam', at(short), n, way).wallMs);
  return {
    ...{ task: `beam 5, ${sentences} sentences`, unit: 'ms' },
    ours: ways('', (n, short) => node('translationBeam', at(short), '--sentences', many(short), '--threads', n).wallMs),
    theirs: [...theirs('kept'), ...theirs('prefix')],
  };
}

export const ROWS: Record<string, (options: StepOptions) => StepRow> = {
  lstm: ({ torch }) => ({
    ...{ task: 'LSTM language-model step', unit: 'ms' },
    ours: ways('', (n) => node('lstmStep', '--threads', n).median_ms),
    theirs: ways('', (n) => torch('torch_lstm_step', '--threads', n).median_ms),
    limit: (n) => node('lstmStep', '--threads', `${n}`, '--share').limit_ms,
  }),
  transformer: translationStep('transformer step, translation', 'transformer'),
  gru: translationStep('GRU step with attention, translation', 'gru'),
  classifier,
  cnn: textStep('convolution step', 'cnn'),
  tagger: textStep('tagger step, LSTM with a chain', 'tagger'),
  pairs: textStep('step of pairs, LSTM', 'pairs'),
  language: textStep('transformer step, characters', 'language'),
  beam,
};
