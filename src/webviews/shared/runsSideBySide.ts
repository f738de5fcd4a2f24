// The lists of views in which a run is asked, and another beside it.

import type { OfferedRun } from '../../protocol/attentionView';
import { dropdown } from './controls';
import { runDropdown } from './runQuestion';

export interface SideBySideStrings {
  run: string;
  compare: string;
  noCompare: string;
  beside(name: string): string;
}

/** The run, and the one beside it. */
export function runsSideBySide(
  strings: SideBySideStrings,
  runs: readonly OfferedRun[],
  [one = '', other]: readonly string[],
  select: (ids: string[]) => void,
): HTMLElement[] {
  const beside = runs
    .filter(({ id }) => id !== one)
    .map(({ id, name }) => ({ value: id, label: strings.beside(name) }));
  return [
    runDropdown(strings.run, runs, one, (id) => select([id, ...(other === undefined || other === id ? [] : [other])])),
    dropdown(strings.compare, [{ value: '', label: strings.noCompare }, ...beside], other ?? '', (id) =>
      select(id === '' ? [one] : [one, id]),
    ),
  ];
}
