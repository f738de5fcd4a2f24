// What the table shows, line by line: runs that pass, those that differ only in their seed as one, in groups, in an order. Pure.

import { meanInterval } from '../../protocol/meanInterval';
import { compareKeys, type SortKey, sortKey } from '../../protocol/runQuery/compareValues';
import type { RowTest } from '../../protocol/runQuery/evaluate';
import { groupedBySeed } from '../../protocol/seedGroups';
import { type RunTable, textOf } from './runTable';

/** By the places of runs in the table. */
export type Line =
  | { kind: 'group'; id: string; label: string; rows: number[]; isOpen: boolean }
  | { kind: 'seeds'; id: string; rows: number[]; isOpen: boolean }
  | { kind: 'run'; id: string; row: number; rows: number[]; isInner: boolean; isPinned?: boolean };

export interface Arrangement {
  test: RowTest;
  /** '': as they came, the newest first. */
  sortedBy: string;
  falling: boolean;
  /** '': none. */
  groupedBy: string;
  foldsSeeds: boolean;
  /** Groups that are closed and seeds that are open, by their ids. */
  turned: ReadonlySet<string>;
}

export interface Arranged {
  lines: Line[];
  /** Every run that passes, in the order of the lines. */
  rows: number[];
}

interface Unit {
  id: string;
  rows: number[];
  key: SortKey;
}

export function arrange(table: RunTable, asked: Arrangement): Arranged {
  const reader = table.reader();
  const passing: number[] = [];
  for (reader.row = 0; reader.row < table.count; reader.row++) if (asked.test(reader.read)) passing.push(reader.row);
  const order = asked.sortedBy === '' ? 'created' : asked.sortedBy;
  const falling = asked.sortedBy === '' || asked.falling;
  const keys = table.sortKeys(order);
  const units = asked.foldsSeeds
    ? folded(table, passing, order)
    : passing.map((row) => unitOf(table, [row], keys[row]));
  for (const { rows } of units)
    if (rows.length > 1) rows.sort((a, b) => table.number(a, 'seed') - table.number(b, 'seed'));
  units.sort((a, b) => compareKeys(a.key, b.key, falling));
  const lines =
    asked.groupedBy === '' ? units.flatMap((unit) => linesOf(table, unit, asked)) : grouped(table, units, asked);
  return { lines, rows: units.flatMap(({ rows }) => rows) };
}

const unitOf = (table: RunTable, rows: number[], key: SortKey): Unit => ({ id: table.ids[rows[0]], rows, key });

/** Runs that differ only in their seed together, as in Compare Runs. A run whose experiment cannot be read is like no other one. */
export const seedsTogether = (table: RunTable, rows: readonly number[]): number[][] =>
  groupedBySeed(rows, {
    kindOf: (row) => textOf(table.value(row, 'configuration')) || table.ids[row],
    seedOf: (row) => table.value(row, 'seed'),
  });

/** Of several runs the mean counts. */
function folded(table: RunTable, passing: readonly number[], order: string): Unit[] {
  const keys = table.sortKeys(order);
  const taken = new Map<string, number>();
  return seedsTogether(table, passing).map((rows) => {
    if (rows.length === 1) return unitOf(table, rows, keys[rows[0]]);
    const name = textOf(table.value(rows[0], 'configuration'));
    const before = taken.get(name) ?? 0;
    taken.set(name, before + 1);
    const mean = meanOf(table, rows, order);
    return { id: `seeds ${name}${before > 0 ? ` ${before}` : ''}`, rows, key: mean ? mean.y : keys[rows[0]] };
  });
}

function grouped(table: RunTable, units: readonly Unit[], asked: Arrangement): Line[] {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    const label = textOf(table.value(unit.rows[0], asked.groupedBy));
    const known = groups.get(label);
    if (known) known.push(unit);
    else groups.set(label, [unit]);
  }
  const named = [...groups].map(([label, inside]) => ({
    label,
    inside,
    key: label === '' ? undefined : sortKey(label),
  }));
  named.sort((a, b) => compareKeys(a.key, b.key, false));
  return named.flatMap(({ label, inside }): Line[] => {
    const id = `group ${label}`;
    const isOpen = !asked.turned.has(id);
    const head: Line = { kind: 'group', id, label, rows: inside.flatMap(({ rows }) => rows), isOpen };
    return isOpen ? [head, ...inside.flatMap((unit) => linesOf(table, unit, asked))] : [head];
  });
}

function linesOf(table: RunTable, { id, rows }: Unit, { turned }: Arrangement): Line[] {
  const run = (row: number, isInner: boolean): Line => ({ kind: 'run', id: table.ids[row], row, rows: [row], isInner });
  if (rows.length === 1) return [run(rows[0], false)];
  const isOpen = turned.has(id);
  return [{ kind: 'seeds', id, rows, isOpen }, ...(isOpen ? rows.map((row) => run(row, true)) : [])];
}

export interface Mean {
  y: number;
  /** Half of the 95 % interval; not there where all are the same or there is one alone. */
  half?: number;
  n: number;
}

/** The mean of what these runs have under a key; undefined where that is no number, or nothing. */
export function meanOf(table: RunTable, rows: readonly number[], key: string): Mean | undefined {
  const values: number[] = [];
  for (const row of rows) {
    const value = table.value(row, key);
    if (typeof value === 'number') values.push(value);
    else if (value !== undefined) return undefined;
  }
  if (values.length === 0) return undefined;
  const { y, high } = meanInterval(values);
  return { y, n: values.length, ...(high === undefined || high === y ? {} : { half: high - y }) };
}
