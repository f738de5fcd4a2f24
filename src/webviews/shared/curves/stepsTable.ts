// The table of a run's steps.

import { count, figure } from '../../../protocol/figures';
import type { StepCurves } from '../../../protocol/views';
import { type Column, numberColumn } from '../column';
import { table, type Table } from '../table';
import type { CurvesStrings } from './strings';

export interface StepRow {
  step: number;
  epoch: number;
  loss: number;
  learningRate: number;
  gradientNorm: number;
  wordsPerSecond: number;
}

export const stepRows = (steps: StepCurves): StepRow[] =>
  steps.step.map((step, i) => ({
    step,
    epoch: steps.epoch[i],
    loss: steps.loss[i],
    learningRate: steps.learningRate[i],
    gradientNorm: steps.gradientNorm[i],
    wordsPerSecond: steps.wordsPerSecond?.[i] ?? Number.NaN,
  }));

/** Runs of word vectors log their speed, others the norm of the gradient. */
export function stepsTable(strings: CurvesStrings, isOfWords: boolean): Table<StepRow> {
  const { heading } = strings.metrics;
  const last = isOfWords
    ? column('wordsPerSecond', heading('wordsPerSecond'), (value) => count(Math.round(value)))
    : column('gradientNorm', strings.gradientNorm, figure, strings.gradientNormHint);
  return table<StepRow>({
    label: strings.stepsTable,
    empty: strings.noCurve,
    columns: [
      column('step', strings.step, count),
      column('epoch', strings.epoch, figure),
      column('loss', heading('loss'), figure),
      column('learningRate', strings.learningRate, figure),
      last,
    ],
  });
}

const column = (id: keyof StepRow, title: string, text: (value: number) => string, hint?: string): Column<StepRow> =>
  numberColumn({
    ...{ id, title, hint },
    value: (row) => row[id],
    as: (value) => (Number.isFinite(value) ? text(value) : '–'),
  });
