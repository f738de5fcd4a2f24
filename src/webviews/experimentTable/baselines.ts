// Runs that others are compared with: they stand above the lines, each with a letter where there are several. Pure.

import type { Line } from './lines';
import type { RunTable } from './runTable';

/** More differences side by side nobody reads. */
export const MOST_BASELINES = 4;

const LETTERS = 'ABCD';

/** Of a baseline, by its place; empty where it is the only one. */
export const letterAt = (place: number, count: number): string =>
  count > 1 && place >= 0 ? LETTERS.charAt(place) : '';

/** Their places in the table; those that have gone are left out. */
export const baseRows = (table: RunTable, baselines: readonly string[]): number[] =>
  baselines.flatMap((id) => table.placeOf(id) ?? []);

/** Pinned lines, which do not scroll: the same runs stand where they belong, too. */
export const pinnedLines = (table: RunTable, baselines: readonly string[]): Line[] =>
  baseRows(table, baselines).map((row) => ({
    ...{ kind: 'run', id: `pinned ${table.ids[row]}`, row, rows: [row], isInner: false, isPinned: true },
  }));

/** With a run, or without it where it is there; undefined where there are enough. */
export function turnedBaselines(baselines: readonly string[], id: string): string[] | undefined {
  if (baselines.includes(id)) return baselines.filter((each) => each !== id);
  return baselines.length < MOST_BASELINES ? [...baselines, id] : undefined;
}
