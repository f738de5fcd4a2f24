// The figures of two runs side by side: each with its interval, the difference, and how probable it is by chance.

import type { ComparedRun, RunComparison } from '../../protocol/comparisonView';
import { isBetter, metricInTable } from '../../protocol/metrics';
import { COMPARED_FIGURES, type ComparedFigure, type Interval } from '../../protocol/translation';
import { element } from '../shared/element';
import type { ComparisonStrings } from './strings';

/** Differences less probable by chance than this are said to be more than chance. */
const SIGNIFICANT = 0.05;

export const LETTERS = ['A', 'B'] as const;

export const signed = (value: number, digits = 2): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;
const probability = (p: number): string => p.toFixed(3);

/** What the figures come to, by BLEU. */
export function verdict({ runs, comparison }: RunComparison, strings: ComparisonStrings): string {
  const { difference, p } = comparison.bleu;
  if (p >= SIGNIFICANT) return strings.alike(Math.abs(difference).toFixed(2), probability(p));
  const better = isBetter('bleu', difference, 0) ? 1 : 0;
  return strings.better(`${LETTERS[better]} (${runs[better].name})`, Math.abs(difference).toFixed(2), probability(p));
}

export function figuresTable({ runs, comparison, signature }: RunComparison, strings: ComparisonStrings): HTMLElement {
  const rows = COMPARED_FIGURES.map((name) => {
    const { difference, p } = comparison[name];
    const title = name === 'bleu' ? signature : strings.metrics.hint(name);
    const weight = p < SIGNIFICANT ? 'number sure' : 'number';
    return element(
      'tr',
      {},
      element('th', { text: strings.metrics.heading(name), title, attributes: { scope: 'row' } }),
      ...runs.map(({ figures }) => intervalCell(name, figures[name], strings)),
      element('td', { class: weight, text: signed(difference) }),
      element('td', { class: weight, text: probability(p) }),
    );
  });
  return element(
    'table',
    { class: 'plain figures', attributes: { 'aria-label': strings.figures } },
    element('thead', {}, element('tr', {}, ...headCells(runs, strings))),
    element('tbody', {}, ...rows),
  );
}

function headCells(runs: readonly ComparedRun[], strings: ComparisonStrings): HTMLElement[] {
  const cell = (text: string, kind: string, title?: string): HTMLElement =>
    element('th', { text, class: kind, title, attributes: { scope: 'col' } });
  return [
    cell(strings.figure, ''),
    ...runs.map(({ name }, i) => cell(LETTERS[i], 'number', `${name}. ${strings.intervalHint}`)),
    cell(strings.difference, 'number', strings.differenceHint),
    cell('p', 'number', strings.pHint),
  ];
}

const intervalCell = (name: ComparedFigure, { value, low, high }: Interval, strings: ComparisonStrings): HTMLElement =>
  element(
    'td',
    { class: 'number', title: strings.intervalHint },
    metricInTable(name, value),
    element('small', { text: strings.range(metricInTable(name, low), metricInTable(name, high)) }),
  );
