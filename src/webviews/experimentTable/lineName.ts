// What stands in the first cell of a line: its run, its runs, or its group. Pure.

import { letterAt } from './baselines';
import { valueText } from './cells';
import type { Line } from './lines';
import type { LineName } from './runsGrid';
import { type RunTable, textOf } from './runTable';
import type { TableStrings } from './strings';

export function lineName(
  table: RunTable,
  line: Line,
  { groupedBy, baselines }: { groupedBy: string; baselines: readonly string[] },
  strings: TableStrings,
): LineName {
  const { rows } = line;
  if (line.kind === 'group') {
    const label = line.label === '' ? strings.without : valueText(groupedBy, table.value(rows[0], groupedBy));
    const text = `${groupedBy}: ${label} · ${strings.runs(rows.length)}`;
    return { text, hint: text, letter: '' };
  }
  const id = table.ids[rows[0]];
  const name = textOf(table.value(rows[0], 'name')) || id;
  const isStarred = rows.some((row) => table.value(row, 'starred') === true);
  if (line.kind === 'run') {
    const letter = letterAt(baselines.indexOf(id), baselines.length);
    return { text: name, hint: `${name}\n${id}`, letter, isStarred };
  }
  const text = `${name} · ${strings.seeds(rows.length)}`;
  return { text, hint: text, letter: '', isStarred };
}
