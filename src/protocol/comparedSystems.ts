// What is shown of compared systems, in the view, at the command line and in reports alike: their names, their figures, what is between two
// of them, and all of that as a table for spreadsheets.

import type { ComparedPair, CompareReply, PairedFigure } from './comparison';
import { csvLine } from './csvLine';
import { METRICS, type MetricName } from './metrics';

interface Systems extends Pick<CompareReply, 'keys' | 'systems'> {
  runs: readonly Pick<CompareReply['runs'][number], 'folder' | 'name'>[];
}

const MOST_KEYS = 2;

/** The name of each system's first run; with what differs, or with the run's id, where several have the same. `[systems]` */
export function systemNames({ runs, keys, systems }: Systems): string[] {
  const firsts = systems.map(({ runs: [first] }) => first);
  const names = firsts.map((run) => runs[run].name);
  const told = keys.filter(({ key }) => key !== 'seed' && key !== 'runtime.threads');
  const changes = (run: number): string =>
    told
      .filter(({ values }) => firsts.some((other) => values[other] !== values[run]))
      .slice(0, MOST_KEYS)
      .map(({ key, values }) => `${key.slice(key.lastIndexOf('.') + 1)} ${values[run] ?? '–'}`)
      .join(', ');
  const isDoubled = (name: string, all: readonly string[]): boolean => all.indexOf(name) !== all.lastIndexOf(name);
  const longer = names.map((name, i) => (isDoubled(name, names) ? `${name} (${changes(firsts[i])})` : name));
  return longer.map((name, i) => (isDoubled(name, longer) ? idOf(runs[firsts[i]].folder) : name));
}

/** Of a run: the name of its folder, on whatever system it was. */
export const idOf = (folder: string): string =>
  folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('\\')) + 1);

/** Those that all systems have, the most telling first. */
export const comparedMetrics = ({ systems }: Pick<CompareReply, 'systems'>): MetricName[] =>
  Object.keys(systems[0].figures) as MetricName[];

/** The figure of one system less that of another one, whichever of them stands first among the pairs. */
export function figureBetween(
  pairs: readonly Pick<ComparedPair, 'systems' | 'figures'>[],
  [from, to]: readonly [number, number],
  metric: MetricName,
): PairedFigure | undefined {
  const isFlipped = from > to;
  const [a, b] = isFlipped ? [to, from] : [from, to];
  const figure = pairs.find(({ systems }) => systems[0] === a && systems[1] === b)?.figures[metric];
  if (!figure || !isFlipped) return figure;
  const { difference, low, high, effect } = figure;
  return {
    ...{ ...figure, difference: -difference, low: -high, high: -low },
    ...(effect === undefined ? {} : { effect: -effect }),
  };
}

/** A line for each figure of each system, with its difference from the baseline; numbers are whole. */
export function comparisonCsv(compared: Systems & Pick<CompareReply, 'pairs'>, baseline = 0): string {
  const { runs, systems, pairs } = compared;
  const names = systemNames(compared);
  const heads = ['system', 'runs', 'seeds', 'metric', 'value', 'low', 'high', 'difference', 'difference low'];
  const lines = [[...heads, 'difference high', 'p', 'adjusted p', 'test', 'needed']];
  for (const [i, { runs: own, figures }] of systems.entries())
    for (const metric of comparedMetrics(compared)) {
      const figure = figures[metric];
      if (!figure) continue;
      const between = i === baseline ? undefined : figureBetween(pairs, [baseline, i], metric);
      const { difference = '', low = '', high = '', p = '', adjusted = '', test = '', needed = '' } = between ?? {};
      const named = own.map((run) => idOf(runs[run].folder)).join(' ');
      const value = [figure.value, figure.low, figure.high].map(String);
      const cells = [difference, low, high, p, adjusted, test, needed].map(String);
      lines.push([names[i], named, String(own.length), METRICS[metric].label, ...value, ...cells]);
    }
  return lines.map((cells) => csvLine(cells.map(numbered))).join('');
}

/** A cell that is a number goes in as one. */
const numbered = (cell: string): string | number =>
  cell !== '' && Number.isFinite(Number(cell)) ? Number(cell) : cell;
