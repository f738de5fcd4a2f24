// What came out of a sweep, for people: its trials, the best first.

import { metricText } from '../../protocol/metrics';
import type { SweepSummary, TrialSummary } from '../../protocol/sweep';
import type { Report } from '../report';
import { formatSeconds, formatTable, shorten } from '../table';

const LONGEST_VALUE = 40;

/** `lstm` of `"lstm"`; of numbers four digits, as the run has them all. */
export function shownValue(json: string): string {
  const value: unknown = JSON.parse(json);
  if (typeof value === 'number') return String(Number(value.toPrecision(4)));
  return shorten(typeof value === 'string' ? value : json, LONGEST_VALUE);
}

/** `learningRate` of `training.optimizer.learningRate`, where no other key of the sweep ends so. */
function shortNames(keys: readonly string[]): Map<string, string> {
  const last = (key: string): string => key.slice(key.lastIndexOf('.') + 1);
  const isAlone = (key: string): boolean => keys.filter((other) => last(other) === last(key)).length === 1;
  return new Map(keys.map((key) => [key, isAlone(key) ? last(key) : key]));
}

export function showSweepTable(report: Report, sweep: SweepSummary): void {
  const { trials, metric, seeds } = sweep;
  const keys = [...new Set(trials.flatMap(({ values }) => Object.keys(values)))];
  const names = shortNames(keys);
  const titles = [
    'trial',
    ...keys.map((key) => names.get(key) ?? key),
    seeds > 1 ? `${metric}, mean of ${seeds}` : metric,
  ];
  const areHalved = trials.some(({ epochs }) => epochs !== trials[0].epochs);
  const columns = [...titles, ...(areHalved ? ['epochs'] : []), 'status', 'run'].map((title) => ({ title }));
  const rows = ranked(sweep).map(({ trial, values, value, epochs, status, runs }) => [
    ...[String(trial), ...keys.map((key) => (Object.hasOwn(values, key) ? shownValue(values[key]) : ''))],
    ...[value === undefined ? '' : metricText(metric, value), ...(areHalved ? [String(epochs)] : [])],
    ...[status, runs[0]?.run ?? '', formatSeconds(runs.reduce((sum, run) => sum + run.seconds, 0))],
  ]);
  const [head, ...lines] = formatTable([...columns, { title: 'time', align: 'right' }], rows);
  report.line(report.style('dim', head));
  for (const line of lines) report.line(line);
}

/** The best trial first; those that were given up behind those that were trained to their end, those that failed last. */
function ranked({ trials, better, best }: SweepSummary): TrialSummary[] {
  const sign = better === 'less' ? 1 : -1;
  const score = ({ value }: TrialSummary): number => (value === undefined ? Number.MAX_VALUE : sign * value);
  const first = ({ trial }: TrialSummary): number => Number(trial !== best);
  return [...trials].sort(
    (a, b) => first(a) - first(b) || b.epochs - a.epochs || score(a) - score(b) || a.trial - b.trial,
  );
}
