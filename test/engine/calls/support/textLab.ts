// An engine with a text to learn from, and what trainings on it have in common.

import assert from 'node:assert/strict';
import type { TrainReply } from '../../../../src/protocol/engine';
import { randomNumbers } from '../../../faults/randomNumbers';
import { checkpointBytes, inLab, type Lab } from './lab';
import { seedOf } from '../../../support/seed';
import { isNight } from '../../../support/tier';

const FILES = ['model.safetensors', 'optimizer.safetensors'];

export const SEED = seedOf(5);

/** Lines in which each word has a word that follows it most of the time. */
export function textOf(lines: number): string {
  const { below } = randomNumbers(SEED);
  const words = ['the', 'cat', 'sat', 'on', 'a', 'mat', 'and', 'slept'];
  return Array.from({ length: lines }, () => {
    let at = below(words.length);
    return Array.from({ length: 6 }, () => words[(at = below(10) < 8 ? (at + 1) % words.length : below(words.length))]);
  })
    .map((line) => `${line.join(' ')}\n`)
    .join('');
}

/** With 120 such lines in `text.txt`. */
export const inTextLab = (use: (lab: Lab) => Promise<void>): Promise<void> =>
  inLab((lab) => {
    lab.write('text.txt', textOf(120));
    return use(lab);
  });

export const request = (lab: Lab, experiment: object) => lab.request(experiment as Parameters<Lab['request']>[0]);

export const train = (lab: Lab, experiment: object): Promise<TrainReply> =>
  lab.client.call('train', request(lab, experiment));

async function trainUntil(lab: Lab, step: number, experiment: object): Promise<TrainReply> {
  const stop = new AbortController();
  return lab.client.call('train', request(lab, experiment), {
    signal: stop.signal,
    onProgress: (told) => told.kind === 'metric' && told.line.step >= step && stop.abort(),
  });
}

type Moment = 'beginning' | 'middle' | 'end';

/**
 * Stopped at one of three moments, and resumed, a training ends in the bits of the unbroken one. @param moment of each change; at
 * night all three are tried
 */
export async function assertResumesAlike(
  lab: Lab,
  experiment: object,
  unbroken: TrainReply,
  moment: Moment,
): Promise<void> {
  const { metrics, steps = 0 } = unbroken.record;
  const stops: Record<Moment, number> = { beginning: 1, middle: Math.floor(steps / 2), end: steps - 1 };
  for (const step of isNight ? Object.values(stops) : [stops[moment]]) {
    const stopped = await trainUntil(lab, step, experiment);
    assert.equal(stopped.record.status, 'stopped');
    const { record, folder } = await lab.client.call('train', lab.request({}, { resume: stopped.folder }));
    assert.deepEqual(record.metrics, metrics, `from step ${step} of seed ${SEED}`);
    for (const checkpoint of ['last', 'best'] as const)
      for (const file of FILES)
        assert.equal(
          checkpointBytes(folder, checkpoint, file),
          checkpointBytes(unbroken.folder, checkpoint, file),
          `${checkpoint}/${file} from step ${step}`,
        );
  }
}
