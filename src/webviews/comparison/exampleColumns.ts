// The columns of the list of examples: the texts, how good both answers are by themselves, where the example stands.

import type { ComparedExample, ComparedExamples } from '../../protocol/comparison';
import { count, share } from '../../protocol/figures';
import { METRICS, type MetricName } from '../../protocol/metrics';
import type { Report } from '../../protocol/report';
import { differenceText, signed } from '../../protocol/verdict';
import type { Column } from '../shared/column';
import type { TwoSystems } from './filters';
import type { ComparisonStrings } from './strings';

type ExampleColumn = Column<ComparedExample>;

const LEAST = 16;

export const LETTERS = ['A', 'B'] as const;

export function exampleColumns(
  { metric, examples }: Pick<ComparedExamples, 'metric' | 'examples'>,
  { unit, two }: { unit: Report['unit']; two: TwoSystems },
  strings: ComparisonStrings,
): ExampleColumn[] {
  const hasLines = examples.some(({ line }) => line !== undefined);
  return [
    { id: 'input', title: strings.inputs[unit], least: LEAST, text: ({ input }) => input },
    ...LETTERS.map((letter, i): ExampleColumn => ({
      ...{ id: `output${letter}`, title: strings.outputOf(letter), least: LEAST },
      text: ({ outputs }) => outputs[two[i]],
    })),
    { id: 'reference', title: strings.reference, least: LEAST, text: ({ reference }) => reference },
    ...scoreColumns(metric, two, strings),
    ...(hasLines ? [lineColumn(strings)] : []),
  ];
}

function scoreColumns(
  metric: MetricName,
  two: TwoSystems,
  { metrics, ...strings }: ComparisonStrings,
): ExampleColumn[] {
  const write = (score: number): string => scoreText(metric, score);
  const apart = ({ scores }: ComparedExample): number => scores[two[1]] - scores[two[0]];
  return [
    ...LETTERS.map((letter, i): ExampleColumn => ({
      ...{ id: `score${letter}`, title: strings.scoreOf(metrics.heading(metric), letter), numeric: true },
      hint: strings.scoreHint(metrics.label(metric)),
      text: ({ scores }) => write(scores[two[i]]),
      sortBy: ({ scores }) => scores[two[i]],
    })),
    {
      ...{
        id: 'difference',
        title: strings.difference,
        hint: strings.pointsHint(metrics.label(metric)),
        numeric: true,
      },
      text: (example) => scoreDifference(metric, apart(example)),
      sortBy: apart,
    },
  ];
}

/** Of shares in points of a hundred, as the figures above it. */
const scoreDifference = (metric: MetricName, by: number): string =>
  METRICS[metric].form === 'share' ? differenceText(metric, by) : signed(by, (size) => scoreText(metric, size));

const lineColumn = (strings: ComparisonStrings): ExampleColumn => ({
  ...{ id: 'line', title: strings.line, numeric: true },
  text: ({ line }) => (line === undefined ? '–' : count(line)),
  sortBy: ({ line }) => line ?? 0,
});

/** Scores of single examples are rough. */
const scoreText = (metric: MetricName, score: number): string =>
  METRICS[metric].form === 'share' ? share(score) : score.toFixed(METRICS[metric].better === 'less' ? 3 : 1);
