// The figures of compared systems: of two side by side, figure by figure; of more a row each, with the difference from the baseline.

import { comparedMetrics, figureBetween } from '../../protocol/comparedSystems';
import type { PairedFigure, SystemFigure } from '../../protocol/comparison';
import type { RunComparison } from '../../protocol/comparisonView';
import { count } from '../../protocol/figures';
import { metricInTable, type MetricName } from '../../protocol/metrics';
import { otherTests } from '../../protocol/comparisonTables';
import { differenceText, isSignificant, probabilityText, verdict } from '../../protocol/verdict';
import { element } from '../shared/element';
import { cell, type Heading, nameCell, numberCell, plainTable, row } from '../shared/plainTable';
import type { TwoSystems } from './filters';
import type { ComparisonStrings } from './strings';

/** What two systems come to by a figure, in a sentence. */
export function sentence(
  compared: Pick<RunComparison, 'names' | 'pairs' | 'systems' | 'count'>,
  two: TwoSystems,
  { metric, letters }: { metric: MetricName; letters: readonly [string, string] },
  strings: Pick<ComparisonStrings, 'translate'>,
): string {
  const figure = figureBetween(compared.pairs, two, metric);
  if (!figure) return '';
  const [a, b] = two.map((system, i) => `${letters[i]} (${compared.names[system]})`);
  const [one, other] = two.map((system) => compared.systems[system].runs.length);
  const judged = { names: [a, b], seeds: [one, other] } satisfies { names: [string, string]; seeds: [number, number] };
  return verdict(
    figure,
    { ...judged, metric, texts: compared.count, comparisons: compared.pairs.length },
    strings.translate,
  );
}

/** How those figures were made for which that is said. */
export const signatures = (compared: RunComparison, { metrics, signature }: ComparisonStrings): string[] =>
  comparedMetrics(compared).flatMap((metric) => {
    const said = compared.signatures[metric];
    return said === undefined ? [] : [signature(metrics.label(metric), said)];
  });

const numeric = (text: string, hint?: string): Heading => ({ text, hint, isNumeric: true });

/** A row for each figure of two systems. */
export function pairTable(compared: RunComparison, two: TwoSystems, strings: ComparisonStrings): HTMLElement {
  const { metrics } = strings;
  const rows = comparedMetrics(compared).flatMap((metric) => {
    const between = figureBetween(compared.pairs, two, metric);
    if (!between) return [];
    return row(
      nameCell(metrics.heading(metric), compared.signatures[metric] ?? metrics.hint(metric)),
      ...two.map((system) => figureCell(metric, compared.systems[system].figures[metric], strings)),
      ...differenceCells(metric, between, compared.pairs.length > 1, strings),
      cell(otherTests(between, strings.translate)),
    );
  });
  const headings = [
    { text: strings.figure },
    ...two.map((system, i) => numeric(i === 0 ? 'A' : 'B', `${compared.names[system]}. ${strings.figureHint}`)),
    ...differenceHeadings(strings.difference, compared.pairs.length > 1, strings),
    { text: strings.otherTests },
  ];
  return plainTable({ label: strings.figures, kind: 'figures', headings, rows });
}

/** A row for each of many systems: all figures, and the difference from the baseline by one of them. */
export function systemsTable(
  compared: RunComparison,
  { baseline, metric }: { baseline: number; metric: MetricName },
  strings: ComparisonStrings,
): HTMLElement {
  const { metrics } = strings;
  const all = comparedMetrics(compared);
  const ordered = [metric, ...all.filter((one) => one !== metric)];
  const rows = compared.systems.map(({ runs, figures }, i) => {
    const between = i === baseline ? undefined : figureBetween(compared.pairs, [baseline, i], metric);
    return row(
      nameCell(compared.names[i], runs.map((run) => compared.runs[run].id).join('\n')),
      numberCell(count(runs.length)),
      figureCell(metric, figures[metric], strings),
      ...(between ? differenceCells(metric, between, true, strings) : [numberCell('A'), cell(''), cell('')]),
      ...ordered.slice(1).map((one) => figureCell(one, figures[one], strings)),
    );
  });
  const heading = (one: MetricName): Heading => numeric(metrics.heading(one), metrics.hint(one) ?? strings.figureHint);
  const headings = [
    { text: strings.system },
    numeric(strings.seeds, strings.seedsHint),
    heading(metric),
    ...differenceHeadings(strings.fromBaseline, true, strings),
    ...ordered.slice(1).map(heading),
  ];
  return plainTable({ label: strings.figures, kind: 'figures', headings, rows });
}

const differenceHeadings = (title: string, isCorrected: boolean, strings: ComparisonStrings): Heading[] => [
  numeric(title, strings.differenceHint),
  numeric('p', strings.pHint),
  ...(isCorrected ? [numeric(strings.holm, strings.holmHint)] : []),
];

function differenceCells(
  metric: MetricName,
  figure: PairedFigure,
  isCorrected: boolean,
  { range }: ComparisonStrings,
): HTMLElement[] {
  const { difference, low, high, p, adjusted } = figure;
  const kind = isSignificant(figure) ? 'number sure' : 'number';
  const ends = range(differenceText(metric, low), differenceText(metric, high));
  return [
    element('td', { class: kind, text: differenceText(metric, difference) }, element('small', { text: ends })),
    element('td', { class: isCorrected ? 'number' : kind, text: probabilityText(p) }),
    ...(isCorrected ? [element('td', { class: kind, text: probabilityText(adjusted) })] : []),
  ];
}

/** A figure, with its interval below it. */
function figureCell(metric: MetricName, figure: SystemFigure | undefined, strings: ComparisonStrings): HTMLElement {
  if (!figure) return numberCell('–');
  const { value, low, high } = figure;
  const range = strings.range(metricInTable(metric, low), metricInTable(metric, high));
  const text = metricInTable(metric, value);
  return element('td', { class: 'number', text, title: strings.figureHint }, element('small', { text: range }));
}
