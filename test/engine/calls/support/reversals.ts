// Experiments of sequence to sequence that are small enough to be trained in a test: sequences of letters, turned around.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Report, ReportFigure } from '../../../../src/protocol/report';
import { randomNumbers } from '../../../faults/randomNumbers';
import type { Lab, smallExperiment } from './lab';

export type Settings = Record<string, unknown>;

export const RECURRENT: Settings = { embedding: 24, hidden: 48, attention: 'general', dropout: 0 };
const BLOCKS: Settings = { width: 48, heads: 4, feedForward: 96, dropout: 0 };
export const TRANSFORMER: Settings = { ...BLOCKS, encoderLayers: 2, decoderLayers: 2 };
export const DECODER: Settings = { ...BLOCKS, layers: 3 };

/** `count` sequences of 2 to 5 letters, and each turned around. */
export function reversals(count: number, seed: number): [string, string][] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => {
    const letters = Array.from({ length: 2 + random.below(4) }, () => 'abcdefgh'[random.below(8)]);
    return [letters.join(' '), [...letters].reverse().join(' ')];
  });
}

const table = (pairs: readonly [string, string][]): string =>
  ['source\ttarget', ...pairs.map((pair) => pair.join('\t'))].join('\n');

/** An experiment on the pairs of `writePairs`; `training` and `more` add to it. */
export function experiment(type: string, model: Settings, training: Settings, more: Settings = {}) {
  const data = { train: 'pairs.tsv', validation: 0, test: 'test.tsv' };
  const common = { batchSize: 40, maxLength: 12, ...training };
  return {
    ...{ name: type, task: 'sequence-to-sequence', data, tokenizer: 'whitespace' },
    ...{ model: { type, ...model }, training: common, runtime: { threads: 1 }, ...more },
  } as unknown as ReturnType<typeof smallExperiment>;
}

/** Writes `count` pairs to learn from, and others to judge by. */
export function writePairs(lab: Lab, count = 1600, others = 200): void {
  lab.write('pairs.tsv', table(reversals(count, 1)));
  lab.write('test.tsv', table(reversals(others, 2)));
}

export const adam = (learningRate: number) => ({ type: 'adam', learningRate });
export const brief = { epochs: 2, optimizer: adam(0.01) };

/** The folder of a run that was trained to its end. */
export async function trained(lab: Lab, of: ReturnType<typeof experiment>): Promise<string> {
  const { folder, record } = await lab.client.call('train', lab.request(of));
  assert.equal(record.status, 'completed', record.failure?.message);
  return folder;
}

/** A figure lies within its own interval. */
export function assertWithin({ metric, value, low = NaN, high = NaN }: ReportFigure): void {
  assert.ok(low <= value && value <= high, `${metric}: ${low} ${value} ${high}`);
}

/** The evaluation that stands in a run's folder. */
export const reportOf = (folder: string): Report =>
  JSON.parse(fs.readFileSync(path.join(folder, 'evaluation.json'), 'utf8')) as Report;
