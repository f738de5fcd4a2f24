// What came out of a sweep, for people: its trials, the best first.

import { metricText } from '../../protocol/metrics';
import type { SweepSummary, TrialSummary } from '../../protocol/sweep';
import type { Report } from '../report';
import { formatSeconds, formatTable, shorten } from '../table';

const LONGEST_VALUE = 40;

/** `lstm` of `"lstm"`. */
export const shownValue = (json: string): string => shorten(json.replace(/^"(.*)"$/s, '$1'), LONGEST_VALUE);

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
  const titles = ['trial', ...keys.map((key) => names.get(key) ?? key), seeds > 1 ? `${metric}, mean of ${seeds}` : metric];
  const columns = [...titles, 'epochs', 'status', 'run'].map((title) => ({ title }));
  const rows = ranked(sweep).map(({ trial, values, value, epochs, status, runs }) => [
    ...[String(trial), ...keys.map((key) => (key in values ? shownValue(values[key]) : ''))],
    ...[value === undefined ? '' : metricText(metric, value), String(epochs), status, runs[0]?.run ?? ''],
  ]);
  const [head, ...lines] = formatTable([...columns, { title: 'time', align: 'right' as const }], rows.map(withTime(sweep)));
  report.line(report.style('dim', head));
  for (const line of lines) report.line(line);
}

const withTime =
  (sweep: SweepSummary) =>
  (row: string[], index: number): string[] => {
    const seconds = ranked(sweep)[index].runs.reduce((sum, run) => sum + run.seconds, 0);
    return [...row, formatSeconds(seconds)];
  };

/** The best trial first; those that were given up behind those that were trained to their end, those that failed last. */
function ranked({ trials, better, best }: SweepSummary): TrialSummary[] {
  const sign = better === 'less' ? 1 : -1;
  const score = ({ value }: TrialSummary): number => (value === undefined ? Number.MAX_VALUE : sign * value);
  const first = ({ trial }: TrialSummary): number => Number(trial !== best);
  return [...trials].sort((a, b) => first(a) - first(b) || b.epochs - a.epochs || score(a) - score(b) || a.trial - b.trial);
}
