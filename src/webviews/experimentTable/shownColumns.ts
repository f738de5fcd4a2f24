// Which keys the table shows. Pure.

import type { RunTable } from './runTable';

const MOST_FIGURES = 3;
const MOST_KEYS = 8;
/** Said by nothing else, or by everything. */
const NEVER_TELLING = new Set(['id', 'name', 'created', 'ended', 'configuration', '$schema']);

/** Where nobody has chosen: standing, model, the figures that most runs have, keys of experiments that differ, time. Of all runs. */
function usualColumns(table: RunTable): string[] {
  const { keys } = table;
  const figures = (prefix: string, most: number): string[] =>
    keys
      .filter((key) => key.startsWith(prefix) && table.isNumeric(key))
      .sort((a, b) => table.factsOf(b).having - table.factsOf(a).having)
      .slice(0, most);
  const different = keys.filter((key) => isTelling(table, key) && table.factsOf(key).differs);
  return [
    ...['status', 'model.type', ...figures('validation.', MOST_FIGURES), ...figures('test.', 1), 'seed'],
    ...different.filter((key) => key !== 'model.type' && key !== 'seed').slice(0, MOST_KEYS),
    ...['seconds', 'created'],
  ].filter((key) => table.has(key));
}

const isTelling = (table: RunTable, key: string): boolean => table.isConfiguration(key) && !NEVER_TELLING.has(key);

/** Keys of experiments in which these runs are not alike. */
export const differentKeys = (table: RunTable, rows: readonly number[]): string[] =>
  table.keys.filter((key) => isTelling(table, key) && table.differs(key, rows));

/** @param chosen none: the usual ones */
export function shownColumns(
  table: RunTable,
  rows: readonly number[],
  { columns: chosen, onlyDifferent }: { columns: readonly string[]; onlyDifferent: boolean },
): string[] {
  const columns = (chosen.length > 0 ? [...chosen] : usualColumns(table)).filter((key) => table.has(key));
  if (!onlyDifferent) return columns;
  const kept = columns.filter((key) => table.differs(key, rows));
  const different = differentKeys(table, rows);
  return [...kept, ...different.filter((key) => !kept.includes(key))];
}

/** With a key at the place of another one. */
export function movedColumn(columns: readonly string[], key: string, to: number): string[] {
  const others = columns.filter((each) => each !== key);
  const place = Math.max(0, Math.min(others.length, to));
  return [...others.slice(0, place), key, ...others.slice(place)];
}
