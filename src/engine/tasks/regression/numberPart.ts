// A part of data with numbers as a model judged it: the report, and the figures by which runs are compared.

import type { Metrics } from '../../../protocol/run';
import { shownTexts } from '../../../protocol/shownTexts';
import { meanFigure, type AdditiveFigure, type JudgedPart } from '../../metrics/judgedPart';
import { numberFigures, wholeFigure, type NumberMetric } from '../../metrics/numbers';
import type { JudgingOptions } from '../texts/answering';
import type { AnsweredNumbers } from './answeredNumbers';
import { numberReport } from './numberReport';

const NUMBER_METRICS = ['spearman', 'pearson', 'rootMeanSquaredError', 'meanSquaredError', 'meanAbsoluteError'] as const satisfies readonly NumberMetric[]; // prettier-ignore

/** As `nn/losses.ts` has it, of the example's own residual. */
function lossFigure({ right, given, scale: { loss, delta, spread } }: AnsweredNumbers): AdditiveFigure {
  return meanFigure(right.length, (i) => {
    const size = Math.abs(given[i] - right[i]) / spread.deviation;
    if (loss === 'squared') return size * size;
    if (loss === 'absolute') return size;
    const near = Math.min(size, delta);
    return 0.5 * near * near + delta * (size - near);
  });
}

/** Those that are watched while training. */
export function figuresOf(answered: AnsweredNumbers): Metrics {
  const figures = numberFigures(answered);
  const values = NUMBER_METRICS.map((metric) => [metric, wholeFigure(figures[metric])] as const);
  return { ...Object.fromEntries(values), loss: wholeFigure(lossFigure(answered)) };
}

/** A number for people. */
export const shownNumber = (value: number): string => String(Number(value.toPrecision(4)));

export function numberPart(answered: AnsweredNumbers, { seed, ...around }: JudgingOptions): JudgedPart {
  const { examples, right, given } = answered;
  const figures = { ...numberFigures(answered), loss: lossFigure(answered) };
  return {
    examples: examples.map(({ texts, ...place }, i) => ({
      ...{ ...place, texts, input: shownTexts(texts), reference: shownNumber(right[i]), output: shownNumber(given[i]) },
    })),
    judging: { ignoresCase: false, seed },
    report: ({ seed: of }) => numberReport({ ...answered, ...around, figures, seed: of }),
    figures: () => figures,
    exampleMetric: 'meanAbsoluteError',
    scoreOf: (i) => Math.abs(given[i] - right[i]),
    groupMetric: 'meanAbsoluteError',
    outcomeOf: (i) => ({ loss: figures.loss.counts[i][0] }),
    tokens: around.unknown?.examples,
    numberOf: (i) => right[i],
  };
}
