// What a comparison of two systems comes to, as one sentence for people.

import type { PairedFigure } from './comparison';
import { count } from './figures';
import { isBetter, METRICS, metricInTable, type MetricName } from './metrics';

/** Differences less probable by chance than this are said to be more than chance. */
const SIGNIFICANT = 0.05;

export interface Judged {
  /** Of the two systems. */
  names: readonly [string, string];
  metric: MetricName;
  /** How many runs either system is. */
  seeds: readonly [number, number];
  texts: number;
  /** How many comparisons probabilities were corrected for. */
  comparisons: number;
}

/** A text in the language of whoever reads it, with values in the places of {0}, {1}, ... */
export type Translating = (text: string, ...values: string[]) => string;

export const isSignificant = ({ adjusted }: Pick<PairedFigure, 'adjusted'>): boolean => adjusted < SIGNIFICANT;

/** Without its sign: points of a hundred for shares, else as the metric is written. */
function sizeText(metric: MetricName, difference: number): string {
  const size = Math.abs(difference);
  if (METRICS[metric].form !== 'share') return metricInTable(metric, size);
  const points = size * 100;
  return points.toFixed(points < 0.1 && points > 0 ? 2 : 1);
}

/** With its sign, before what is written of its size. */
export const signed = (value: number, write: (size: number) => string): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${write(Math.abs(value))}`;

export const differenceText = (metric: MetricName, difference: number): string =>
  signed(difference, (size) => sizeText(metric, size));

export const probabilityText = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

const pText = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`);

/** How the difference was judged. */
function testText({ test }: PairedFigure, { seeds, texts, comparisons }: Judged, t: Translating): string {
  const made =
    test === 'welch'
      ? t('Welch’s t, {0} and {1} seeds', count(seeds[0]), count(seeds[1]))
      : t('paired bootstrap, {0} test texts', count(texts));
  return comparisons > 1 ? t('{0}; corrected for {1} comparisons by Holm', made, count(comparisons)) : made;
}

/** What people call a figure. */
export const metricLabel = (metric: MetricName, translate: Translating): string => translate(METRICS[metric].label);

/** Which of two systems is better and by how much, or that they cannot be told apart and what would be needed. */
export function verdict(figure: PairedFigure, judged: Judged, t: Translating): string {
  const { names, metric, seeds, texts } = judged;
  const { difference, low, high, adjusted, test, needed } = figure;
  const label = metricLabel(metric, t);
  const amount =
    METRICS[metric].form === 'share'
      ? t('{0} points of {1}', sizeText(metric, difference), label)
      : `${sizeText(metric, difference)} ${label}`;
  const how = testText(figure, judged, t);
  const [from, to] = difference < 0 ? [-high, -low] : [low, high];
  const ends = [from, to].map((end) => `${end < 0 ? '−' : ''}${sizeText(metric, end)}`);
  if (isSignificant(figure)) {
    const [better, worse] = isBetter(metric, difference, 0) ? [names[1], names[0]] : names;
    return t(
      '{0} is better than {1} by {2} [{3}, {4}], {5} ({6})',
      better,
      worse,
      amount,
      ...ends,
      pText(adjusted),
      how,
    );
  }
  const n = test === 'welch' ? Math.min(...seeds) : texts;
  const said = t(
    '{0} and {1} cannot be told apart with n = {2}: a difference of {3} [{4}, {5}], {6} ({7})',
    ...names,
    count(n),
    amount,
    ...ends,
    pText(adjusted),
    how,
  );
  if (needed === undefined || needed <= n) return said;
  const amountNeeded = count(roughly(needed));
  return test === 'welch'
    ? t('{0}; about {1} seeds of each would be needed', said, amountNeeded)
    : t('{0}; about {1} test texts would be needed', said, amountNeeded);
}

/** Two digits: it is an estimate. */
function roughly(value: number): number {
  const size = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / size) * size;
}
