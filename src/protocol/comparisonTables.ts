// A comparison as tables and sentences, for the command line and for reports: what differs, figures with their differences from the baseline,
// every two beside each other.

import type { CompareReply, PairedFigure } from './comparison';
import { comparedMetrics, figureBetween, systemNames } from './comparedSystems';
import { count } from './figures';
import { metricInTable, type MetricName } from './metrics';
import { differenceText, probabilityText, type Judged, metricLabel, type Translating, verdict } from './verdict';

export interface TextTable {
  /** Undefined where its first column says it. */
  title?: string;
  columns: { title: string; align?: 'right' }[];
  rows: string[][];
}

/** What is said of, whoever shows it. */
export interface Compared extends Pick<CompareReply, 'keys' | 'systems' | 'pairs'> {
  runs: readonly Pick<CompareReply['runs'][number], 'folder' | 'name'>[];
  count: number;
}

interface Telling {
  /** The system that the others are set against. */
  baseline: number;
  t: Translating;
}

const MOST_SYSTEMS_IN_MATRIX = 12;

const right = (title: string): { title: string; align: 'right' } => ({ title, align: 'right' });
const between = (low: string, high: string): string => `[${low}, ${high}]`;

export function figureTables(compared: Compared, telling: Telling): TextTable[] {
  const names = systemNames(compared);
  const metrics = comparedMetrics(compared);
  return [
    ...metrics.map((metric) => figureTable(compared, { names, metric, ...telling })),
    ...(compared.systems.length > 2 ? [matrixTable(compared, { names, metric: metrics[0], ...telling })] : []),
  ];
}

/** The keys that differ, where some do; seeds are no difference. */
export function keysTable(compared: Compared, t: Translating): TextTable[] {
  const { keys, systems } = compared;
  const names = systemNames(compared);
  const told = keys.filter(({ key }) => key !== 'seed');
  const rows = told.map(({ key, values }) => [key, ...systems.map(({ runs: [first] }) => values[first] ?? '–')]);
  const columns = [{ title: t('Key') }, ...names.map((title) => ({ title }))];
  return rows.length === 0 ? [] : [{ title: t('What differs in the configuration'), columns, rows }];
}

interface OneFigure extends Telling {
  names: readonly string[];
  metric: MetricName;
}

function figureTable({ systems, pairs }: Compared, { names, metric, baseline, t }: OneFigure): TextTable {
  const write = (value: number): string => metricInTable(metric, value);
  const change = (value: number): string => differenceText(metric, value);
  const rows = systems.map(({ runs, figures }, i) => {
    const figure = figures[metric];
    const own = figure ? [write(figure.value), between(write(figure.low), write(figure.high))] : ['', ''];
    const beside = i === baseline ? undefined : figureBetween(pairs, [baseline, i], metric);
    const difference = beside
      ? [change(beside.difference), between(change(beside.low), change(beside.high))]
      : ['', ''];
    const chance = beside
      ? [probabilityText(beside.p), probabilityText(beside.adjusted), otherTests(beside, t)]
      : ['', '', ''];
    return [names[i], count(runs.length), ...own, ...difference, ...chance];
  });
  const columns = [{ title: metricLabel(metric, t) }, right(t('Seeds')), right(t('Value')), right('95 %')];
  const differing = [right(t('Difference')), right('95 %'), right('p'), right('p (Holm)'), { title: t('Other tests') }];
  return { columns: [...columns, ...differing], rows };
}

/** What is said of the other tests. */
export function otherTests({ others, effect }: Pick<PairedFigure, 'others' | 'effect'>, t: Translating): string {
  const tests: [string, number | undefined][] = [
    [t('McNemar, exact'), others.mcnemar],
    [t('McNemar, χ² with continuity correction'), others.mcnemarCorrected],
    [t('Approximate randomization'), others.randomization],
    [t('Permutation of seeds'), others.permutation],
  ];
  const said = tests.flatMap(([name, p]) => (p === undefined ? [] : [`${name} ${probabilityText(p)}`]));
  return [...said, ...(effect === undefined ? [] : [`${t('Hedges’ g')} ${effect.toFixed(2)}`])].join('; ');
}

/** Row minus column, with the corrected p. */
function matrixTable({ systems, pairs }: Compared, { names, metric, t }: OneFigure): TextTable {
  const shown = [...systems.keys()].slice(0, MOST_SYSTEMS_IN_MATRIX);
  const rows = shown.map((row) => [
    names[row],
    ...shown.map((column) => {
      const figure = figureBetween(pairs, [column, row], metric);
      return figure ? `${differenceText(metric, figure.difference)} (p ${probabilityText(figure.adjusted)})` : '';
    }),
  ]);
  return {
    title: t('Every two of them: {0} of the row minus that of the column', metricLabel(metric, t)),
    columns: [{ title: '' }, ...shown.map((i) => right(names[i]))],
    rows,
  };
}

/** The baseline beside each other system, by the most telling figure. */
export function comparisonVerdicts(compared: Compared, { baseline, t }: Telling): string[] {
  const { systems, pairs } = compared;
  const names = systemNames(compared);
  const [metric] = comparedMetrics(compared);
  return [...systems.keys()].flatMap((i) => {
    const figure = i === baseline ? undefined : figureBetween(pairs, [baseline, i], metric);
    if (!figure) return [];
    const judged: Judged = {
      ...{ names: [names[baseline], names[i]], metric, texts: compared.count, comparisons: pairs.length },
      seeds: [systems[baseline].runs.length, systems[i].runs.length],
    };
    return [verdict(figure, judged, t)];
  });
}

/** Of systems that write: how often the search, and how often the model is at fault for outputs other than the reference. */
export function faultSentences(compared: Compared, t: Translating): string[] {
  const names = systemNames(compared);
  return compared.systems.flatMap(({ faults }, i) =>
    faults
      ? [
          t(
            '{0}: of {1} outputs other than the reference, the model prefers its own in {2}, and in {3} the search has missed a more probable reference',
            names[i],
            ...[faults.model + faults.search, faults.model, faults.search].map(count),
          ),
        ]
      : [],
  );
}
