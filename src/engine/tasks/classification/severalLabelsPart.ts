// A part of data with several labels for a text as a classifier judged it: the report, and the figures by which runs are compared.

import { count } from '../../../protocol/figures';
import type { MetricName } from '../../../protocol/metrics';
import type { ReportBlock, ReportExample } from '../../../protocol/report';
import { toTranslate } from '../../../protocol/toTranslate';
import { meanFigure, type AdditiveFigure, type JudgedPart } from '../../metrics/judgedPart';
import { binaryLoss, givenLabels, severalFigures, type SeveralPart } from '../../metrics/severalLabels';
import { notesOf, unknownNotes } from '../unknownNotes';
import { besideTable } from '../texts/besideTable';
import type { JudgingOptions } from '../texts/answering';
import { shownTexts } from '../../../protocol/shownTexts';
import { joined } from './decide';

const METRICS = ['accuracy', 'microF1', 'macroF1', 'hammingLoss', 'loss'] as const satisfies readonly MetricName[];
const MOST_MISTAKES = 200;

export function severalLabelsPart(part: SeveralPart, { seed, unknown, beside = [] }: JudgingOptions): JudgedPart {
  const { targets, logProbabilities, labels, examples } = part;
  const many = labels.length;
  const given = givenLabels(part);
  const named = (row: number, of: ArrayLike<number>): string =>
    joined(labels.filter((_, k) => of[row * many + k] === 1));
  const perLabel = (row: number) => labels.map((_, k) => row * many + k);
  const wrongIn = (row: number): number => perLabel(row).filter((at) => given[at] !== targets[at]).length;
  const lossOf = (row: number): number =>
    perLabel(row).reduce((sum, at) => sum + binaryLoss(logProbabilities[at], targets[at]), 0) / many;
  /** Of its least sure answer, given or not. */
  const surenessOf = (row: number): number =>
    perLabel(row).reduce((least, at) => {
      const share = Math.exp(logProbabilities[at]);
      return Math.min(least, given[at] === 1 ? share : 1 - share);
    }, 1);
  const isRight = (row: number): number => Number(wrongIn(row) === 0);
  const mean = (of: (row: number) => number): AdditiveFigure => meanFigure(examples.length, of);

  return {
    examples: examples.map(({ texts, ...place }, row) => ({
      ...{ ...place, texts, input: shownTexts(texts), reference: named(row, targets), output: named(row, given) },
    })),
    judging: { ignoresCase: false, seed },
    report: () => {
      const figures = severalFigures(part);
      return {
        format: 2,
        ...{ source: part.source, count: examples.length },
        unit: 'texts',
        figures: METRICS.map((metric) => ({ metric, value: figures[metric] })),
        sections: [
          {
            title: toTranslate('Labels'),
            blocks: [
              { kind: 'figures' },
              ...besideTable(METRICS, figures, beside),
              labelTable(part, figures.classes),
              ...notesOf(unknownNotes(unknown)),
            ],
          },
          { title: toTranslate('Mistakes'), blocks: [mistakes()] },
        ],
      };
    },
    figures: () => ({
      accuracy: mean(isRight),
      microF1: {
        counts: examples.map((_, row) => {
          const places = perLabel(row);
          const sum = (of: (at: number) => number): number => places.reduce((total, at) => total + of(at), 0);
          return Float64Array.of(
            sum((at) => targets[at] * given[at]),
            sum((at) => targets[at] + given[at]),
          );
        }),
        of: ([right, all]) => (all === 0 ? 0 : (2 * right) / all),
      },
      hammingLoss: mean((row) => wrongIn(row) / many),
      loss: mean(lossOf),
    }),
    exampleMetric: 'accuracy',
    scoreOf: isRight,
    groupMetric: 'accuracy',
    outcomeOf: (row) => ({ isRight: wrongIn(row) === 0, probability: surenessOf(row), loss: lossOf(row) }),
    tokens: unknown?.examples,
    labelsOf: (row) => labels.filter((_, k) => targets[row * many + k] === 1),
  };

  /** Those with the most wrong labels first, among equals those with the greatest loss. */
  function mistakes(): ReportBlock {
    const wrong = [...examples.keys()].filter((row) => !isRight(row));
    wrong.sort((a, b) => wrongIn(b) - wrongIn(a) || lossOf(b) - lossOf(a));
    const rows = wrong.slice(0, MOST_MISTAKES).map((row): ReportExample => {
      const { texts, file, line } = examples[row];
      return { cells: [shownTexts(texts), named(row, targets), named(row, given), lossOf(row)], file, line };
    });
    return {
      kind: 'examples',
      label: toTranslate('Mistakes'),
      columns: [
        { title: toTranslate('Text'), form: 'text' },
        { title: toTranslate('True'), form: 'text' },
        { title: toTranslate('Predicted'), form: 'text' },
        { metric: 'loss' },
      ],
      rows,
      note: {
        text: toTranslate('{0} of {1} mistakes shown, those with the most wrong labels first'),
        values: [count(rows.length), count(wrong.length)],
      },
      empty: toTranslate('No mistakes.'),
    };
  }
}

const labelTable = ({ labels, thresholds }: SeveralPart, classes: ReturnType<typeof severalFigures>['classes']) => ({
  ...{ kind: 'table' as const, title: toTranslate('Figures by label') },
  columns: [
    { title: toTranslate('Label'), form: 'text' as const },
    ...(['precision', 'recall', 'f1'] as const).map((metric) => ({ metric })),
    {
      title: toTranslate('Threshold'),
      hint: toTranslate('From what probability on a text is given the label'),
      form: 'share' as const,
    },
    { title: toTranslate('Count'), form: 'count' as const },
  ],
  rows: classes.map(({ precision, recall, f1, support }, k) => [
    labels[k],
    precision,
    recall,
    f1,
    thresholds[k],
    support,
  ]),
});
