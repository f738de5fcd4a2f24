// What can be done with a line of the table, and with the key of the cell that was pressed.

import type { MenuItem } from '../shared/popupMenu';
import { MOST_BASELINES } from './baselines';
import { valueText } from './cells';
import type { Line } from './lines';
import { type RunTable, textOf } from './runTable';
import type { TableStrings } from './strings';

export interface LineMenuOptions {
  table: RunTable;
  line: Line;
  /** '': no cell. */
  key: string;
  /** The selected runs. */
  ids: string[];
  strings: TableStrings;
  state: { baselines: readonly string[] };
  open(line: Line): void;
  turn(line: Line, isOpen: boolean): void;
  compare(ids: string[]): void;
  remove(ids: string[]): void;
  /** Compares with it, or no longer. */
  pin(id: string): void;
  star(line: Line): void;
  tag(ids: string[]): void;
  untag(ids: string[]): void;
  filterBy(text: string): void;
  groupBy(key: string): void;
  hide(key: string): void;
}

const MOST_SHOWN = 40;

export function lineMenu(options: LineMenuOptions): MenuItem[] {
  const { table, line, key, ids, strings, state } = options;
  const items: MenuItem[] = [];
  if (line.kind === 'run') {
    items.push({ label: strings.open, run: () => options.open(line) });
    const id = table.ids[line.row];
    const isBaseline = state.baselines.includes(id);
    if (isBaseline || state.baselines.length < MOST_BASELINES)
      items.push({ label: isBaseline ? strings.unpin : strings.pin, run: () => options.pin(id) });
  } else
    items.push({
      label: line.isOpen ? strings.closeRow : strings.openRow,
      run: () => options.turn(line, !line.isOpen),
    });
  if (line.kind !== 'group') {
    const own = ids.length > 0 ? ids : line.rows.map((row) => table.ids[row]);
    const isTagged = own.some((id) => table.value(table.placeOf(id) ?? -1, 'tags') !== undefined);
    items.push({ label: isStarred(table, line) ? strings.unstar : strings.star, run: () => options.star(line) });
    items.push({ label: strings.addTag, run: () => options.tag(own) });
    if (isTagged) items.push({ label: strings.removeTag, run: () => options.untag(own) });
  }
  if (ids.length > 1) items.push({ label: strings.compare, run: () => options.compare(ids) });
  if (key !== '') {
    const value = table.value(line.rows[0], key);
    if (value !== undefined && typeof value !== 'object') {
      const short = valueText(key, value).slice(0, MOST_SHOWN);
      items.push({ label: strings.passing(key, short), run: () => options.filterBy(`${nameText(key)} == ${written(value)}`) }); // prettier-ignore
    }
    items.push({ label: strings.groupBy(key), run: () => options.groupBy(key) });
    items.push({ label: strings.hide(key), run: () => options.hide(key) });
  }
  if (ids.length > 0) items.push({ label: strings.remove(ids.length), run: () => options.remove(ids) });
  return items;
}

/** Of several runs all. */
export const isStarred = (table: RunTable, { rows }: Line): boolean =>
  rows.every((row) => table.value(row, 'starred') === true);

/** As an expression names it. */
const nameText = (key: string): string =>
  /^[\p{L}_][\p{L}\p{M}\p{N}_-]*(\.[\p{L}\p{M}\p{N}_-]+)*(@\d+)?$/u.test(key)
    ? key
    : `\`${key.replace(/[\\`]/g, '\\$&')}\``;

const written = (value: string | number | boolean): string =>
  typeof value === 'string' ? `"${textOf(value).replace(/[\\"]/g, '\\$&')}"` : String(value);
