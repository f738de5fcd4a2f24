// A run's curves, figures and configuration as TensorBoard shows them.

import type { RunRecord } from '../../../protocol/run';
import type { TensorBoardEvent } from '../../tensorboard/eventRecords';

export interface RunCurves {
  record: RunRecord;
  steps: readonly { step: number; time: number; loss: number; learningRate: number; gradientNorm: number }[];
  epochs: readonly { step: number; time: number; metrics: Record<string, number> }[];
  /** Dotted keys and values as text. */
  configuration: readonly { key: string; value: string }[];
}

/** In the order of their steps; figures that are no numbers are left out. */
export function* runEvents({ record, steps, epochs, configuration }: RunCurves): Generator<TensorBoardEvent> {
  const start = startOf(record);
  yield { wallTime: start, texts: { configuration: markdownTable(configuration) } };
  let next = 0;
  for (const { step, time, loss, learningRate, gradientNorm } of steps) {
    while (next < epochs.length && epochs[next].step < step) yield ofEpoch(epochs[next++], start);
    const figures = {
      'training/loss': loss,
      'training/learning_rate': learningRate,
      'training/gradient_norm': gradientNorm,
    };
    yield { wallTime: start + time, step, figures: numbersIn(figures) };
  }
  while (next < epochs.length) yield ofEpoch(epochs[next++], start);
  const { metrics, step, seconds } = record;
  const test = Object.entries(metrics).filter(([name]) => name.startsWith('test.'));
  if (test.length > 0) yield { wallTime: start + seconds, step, figures: numbersIn(tagged(Object.fromEntries(test))) };
}

/** In seconds since 1970. */
export const startOf = ({ createdAt }: RunRecord): number => Date.parse(createdAt) / 1000;

const ofEpoch = ({ step, time, metrics }: RunCurves['epochs'][number], start: number): TensorBoardEvent => ({
  wallTime: start + time,
  step,
  figures: numbersIn(tagged(metrics)),
});

/** Figures of a part stand together: `validation/accuracy`; those of the training part are means of an epoch. */
const tagged = (metrics: Record<string, number>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(metrics).map(([name, value]) => [
      name.includes('.') ? name.replaceAll('.', '/') : `epoch/${name}`,
      value,
    ]),
  );

const numbersIn = (figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => Number.isFinite(value)));

const markdownTable = (rows: RunCurves['configuration']): string =>
  ['| key | value |', '|---|---|', ...rows.map(({ key, value }) => `| ${cell(key)} | ${cell(value)} |`)].join('\n');

const cell = (text: string): string => text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\s+/g, ' ');
