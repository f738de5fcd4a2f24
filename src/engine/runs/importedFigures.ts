// The figures of other programs under the names that they have here, and lines of a run's log made of them.

import type { LabError } from '../../protocol/labError';
import type { MetricLine } from '../../protocol/run';

const COUNTS = ['step', 'epoch', 'time'] as const;
export type Count = (typeof COUNTS)[number];
/** As Keras, Hugging Face's Trainer, Lightning and others name parts of the data. */
const PARTS: readonly [RegExp, string][] = [
  [/^(?:val|valid|validation|eval|dev)[_./ -](?=.)/i, 'validation.'],
  [/^test[_./ -](?=.)/i, 'test.'],
  [/^train(?:ing)?[_./ -](?=.)/i, ''],
];
const KNOWN: Readonly<Record<string, string>> = {
  ...{ loss: 'loss', acc: 'accuracy', accuracy: 'accuracy', f1: 'macroF1', gradient_norm: 'gradientNorm' },
  ...{ lr: 'learningRate', learning_rate: 'learningRate' },
};

export type EpochLine = Extract<MetricLine, { kind: 'epoch' }>;

export interface Meaning {
  key: string;
  isCount: boolean;
}

/** What counts, or a figure under the name that it has here. */
export function meaningOf(title: string): Meaning {
  const plain = title.trim();
  const count = COUNTS.find((one) => one === plain.toLowerCase() || `_${one}` === plain.toLowerCase());
  if (count) return { key: count, isCount: true };
  const [part, prefix] = PARTS.find(([pattern]) => pattern.test(plain)) ?? [/^/, ''];
  const name = plain.replace(part, '');
  return {
    key: `${prefix}${Object.hasOwn(KNOWN, name.toLowerCase()) ? KNOWN[name.toLowerCase()] : name}`,
    isCount: false,
  };
}

/** @param read figures by their keys, and what counts by `#step`, `#epoch`, `#time` @param before the line above */
export function lineOf(
  read: Map<string, number>,
  before: EpochLine | undefined,
  wrong: (message: string) => LabError,
): EpochLine {
  const epoch = read.get('#epoch') ?? (before?.epoch ?? 0) + 1;
  const step = read.get('#step') ?? epoch;
  const time = read.get('#time') ?? before?.time ?? 0;
  for (const [name, value] of Object.entries({ step, epoch }))
    if (!Number.isSafeInteger(value) || value < 0)
      throw wrong(`, column "${name}": ${value} is no whole number from 0 on.`);
  if (!Number.isFinite(time)) throw wrong(`, column "time": ${time} is no number of seconds.`);
  if (before && step < before.step) throw wrong(`: step ${step} comes after step ${before.step}.`);
  const figures = [...read].filter(([key]) => !key.startsWith('#'));
  return { kind: 'epoch', step, epoch, time, metrics: Object.fromEntries(figures) };
}
