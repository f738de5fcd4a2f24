// What can be done with a line of the table, and with the key of the cell that was pressed.

import type { MenuItem } from '../shared/popupMenu';
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
  state: { baseline: string };
  open(line: Line): void;
  turn(line: Line, isOpen: boolean): void;
  compare(ids: string[]): void;
  remove(ids: string[]): void;
  pin(id: string): void;
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
    const isBaseline = state.baseline === line.id;
    items.push({ label: isBaseline ? strings.unpin : strings.pin, run: () => options.pin(isBaseline ? '' : line.id) });
  } else
    items.push({
      label: line.isOpen ? strings.closeRow : strings.openRow,
      run: () => options.turn(line, !line.isOpen),
    });
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

/** As an expression names it. */
const nameText = (key: string): string =>
  /^[\p{L}_][\p{L}\p{M}\p{N}_-]*(\.[\p{L}\p{M}\p{N}_-]+)*(@\d+)?$/u.test(key)
    ? key
    : `\`${key.replace(/[\\`]/g, '\\$&')}\``;

const written = (value: string | number | boolean): string =>
  typeof value === 'string' ? `"${textOf(value).replace(/[\\"]/g, '\\$&')}"` : String(value);
