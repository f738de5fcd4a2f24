// The figures of two runs side by side: each with its interval, the difference, and how probable it is by chance.

import type { PairedFigure } from '../../protocol/comparison';
import type { RunComparison } from '../../protocol/comparisonView';
import { isBetter, metricInTable, type MetricName } from '../../protocol/metrics';
import type { ReportFigure } from '../../protocol/report';
import { element } from '../shared/element';
import { nameCell, plainTable, row } from '../shared/plainTable';
import type { ComparisonStrings } from './strings';

/** Differences less probable by chance than this are said to be more than chance. */
const SIGNIFICANT = 0.05;

export const LETTERS = ['A', 'B'] as const;

interface ComparedFigure extends PairedFigure {
  metric: MetricName;
  /** Of each run. */
  figures: [ReportFigure, ReportFigure];
}

/** Those that both runs have, the most telling first. */
function comparedFigures({ runs: [first, other], comparison }: RunComparison): ComparedFigure[] {
  return first.figures.flatMap((figure) => {
    const { metric } = figure;
    const beside = other.figures.find((one) => one.metric === metric);
    const paired = comparison[metric];
    return beside && paired ? [{ metric, figures: [figure, beside], ...paired }] : [];
  });
}

/** With its sign, before what `write` makes of its size. */
export const signed = (value: number, write: (size: number) => string): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${write(Math.abs(value))}`;

export const differenceText = (metric: MetricName, difference: number): string =>
  signed(difference, (size) => metricInTable(metric, size));

const probability = (p: number): string => p.toFixed(3);

/** What the figures come to, by the most telling one. */
export function verdict(compared: RunComparison, strings: ComparisonStrings): string {
  const most = comparedFigures(compared).at(0);
  if (!most) return '';
  const { metric, difference, p } = most;
  const size = metricInTable(metric, Math.abs(difference));
  const name = strings.metrics.label(metric);
  if (p >= SIGNIFICANT) return strings.alike(size, name, probability(p));
  const better = isBetter(metric, difference, 0) ? 1 : 0;
  return strings.better(`${LETTERS[better]} (${compared.runs[better].name})`, size, name, probability(p));
}

/** How those figures were made for which that is said. */
export const signatures = (compared: RunComparison, { metrics, signature }: ComparisonStrings): string[] =>
  comparedFigures(compared).flatMap(({ metric, figures: [figure] }) =>
    figure.signature === undefined ? [] : [signature(metrics.label(metric), figure.signature)],
  );

export function figuresTable(compared: RunComparison, strings: ComparisonStrings): HTMLElement {
  const { metrics } = strings;
  const rows = comparedFigures(compared).map(({ metric, figures, difference, p }) => {
    const weight = p < SIGNIFICANT ? 'number sure' : 'number';
    return row(
      nameCell(metrics.heading(metric), figures[0].signature ?? metrics.hint(metric)),
      ...figures.map((figure) => figureCell(figure, strings)),
      element('td', { class: weight, text: differenceText(metric, difference) }),
      element('td', { class: weight, text: probability(p) }),
    );
  });
  const headings = [
    { text: strings.figure },
    ...compared.runs.map(({ name }, i) => ({
      ...{ text: LETTERS[i], hint: `${name}. ${strings.intervalHint}`, isNumeric: true },
    })),
    { text: strings.difference, hint: strings.differenceHint, isNumeric: true },
    { text: 'p', hint: strings.pHint, isNumeric: true },
  ];
  return plainTable({ label: strings.figures, kind: 'figures', headings, rows });
}

/** A figure, with its interval below it where it has one. */
function figureCell({ metric, value, low, high }: ReportFigure, strings: ComparisonStrings): HTMLElement {
  const text = metricInTable(metric, value);
  if (low === undefined || high === undefined) return element('td', { class: 'number', text });
  const range = strings.range(metricInTable(metric, low), metricInTable(metric, high));
  return element('td', { class: 'number', title: strings.intervalHint }, text, element('small', { text: range }));
}
