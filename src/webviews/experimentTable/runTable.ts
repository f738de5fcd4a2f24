// All runs as the page has them: a column for each key, a place in it for each run.

import type { RowsReply } from '../../protocol/experimentTableView';
import { type Row, unpackColumn } from '../../protocol/packedRows';
import { type SortKey, sortKey } from '../../protocol/runQuery/compareValues';
import type { RowReader } from '../../protocol/runQuery/evaluate';
import { alwaysKnown, isConfigurationKey, type RowValue } from '../../protocol/runRow';

type Cells = (RowValue | undefined)[];

interface ColumnFacts {
  having: number;
  differs: boolean;
}

export class RunTable {
  ids: string[] = [];
  version = -1;
  private places = new Map<string, number>();
  private columns = new Map<string, Cells>();
  /** What columns are sorted by, until something changes. */
  private sorted = new Map<string, SortKey[]>();
  private facts?: ReadonlyMap<string, ColumnFacts>;
  private readonly known = alwaysKnown();

  /** Rows keep their places unless some were removed. */
  apply({ version, whole, changed, removed }: RowsReply): void {
    this.version = version;
    this.sorted.clear();
    this.facts = undefined;
    if (whole) {
      this.ids = whole.ids;
      this.columns = new Map(whole.columns.map((column) => [column.key, unpackColumn(column)]));
      this.index();
    }
    if (removed.length > 0) this.remove(new Set(removed));
    for (const row of changed) this.put(row);
  }

  get count(): number {
    return this.ids.length;
  }

  get keys(): string[] {
    return [...this.columns.keys()];
  }

  has(key: string): boolean {
    return this.columns.has(key);
  }

  placeOf(id: string): number | undefined {
    return this.places.get(id);
  }

  value(row: number, key: string): RowValue | undefined {
    return this.columns.get(key)?.[row];
  }

  number(row: number, key: string): number {
    const value = this.value(row, key);
    return typeof value === 'number' ? value : NaN;
  }

  /** One reader for all rows: it reads the row that it was set to last. */
  reader(): { read: RowReader; row: number } {
    const reader = { row: 0, read: (key: string) => this.columns.get(key)?.[reader.row] };
    return reader;
  }

  sortKeys(key: string): readonly SortKey[] {
    const known = this.sorted.get(key);
    if (known) return known;
    const made = (this.columns.get(key) ?? []).map(sortKey);
    this.sorted.set(key, made);
    return made;
  }

  /** Whether most of its values are numbers. */
  isNumeric(key: string): boolean {
    const first = this.columns.get(key)?.find((value) => value !== undefined);
    return typeof first === 'number';
  }

  isConfiguration(key: string): boolean {
    return isConfigurationKey(key, this.known);
  }

  /** Whether not all of these runs have the same. */
  differs(key: string, rows: readonly number[]): boolean {
    const column = this.columns.get(key);
    if (!column || rows.length === 0) return false;
    const first = column[rows[0]];
    return rows.some((row) => isOther(column[row], first));
  }

  /** Of all runs: how many have a key, and whether they differ in it. */
  factsOf(key: string): ColumnFacts {
    this.facts ??= new Map([...this.columns].map(([name, column]) => [name, factsOf(column, this.count)]));
    return this.facts.get(key) ?? { having: 0, differs: false };
  }

  /** Other cells for a column, by rows; for what is asked of the host on demand. */
  setColumn(key: string, cells: Cells): void {
    this.columns.set(key, cells);
    this.sorted.delete(key);
    this.facts = undefined;
  }

  private put({ id, values }: Row): void {
    const place = this.places.get(id) ?? this.ids.push(id) - 1;
    this.places.set(id, place);
    for (const key of Object.keys(values)) if (!this.columns.has(key)) this.columns.set(key, []);
    for (const [key, column] of this.columns) column[place] = Object.hasOwn(values, key) ? values[key] : undefined;
  }

  private remove(gone: ReadonlySet<string>): void {
    const kept = this.ids.flatMap((id, place) => (gone.has(id) ? [] : [place]));
    this.ids = kept.map((place) => this.ids[place]);
    for (const [key, column] of this.columns)
      this.columns.set(
        key,
        kept.map((place) => column[place]),
      );
    this.index();
  }

  private index(): void {
    this.places = new Map(this.ids.map((id, place) => [id, place]));
  }
}

export const textOf = (value: RowValue | undefined): string =>
  value === undefined ? '' : typeof value === 'object' ? value.join(', ') : String(value);

const isOther = (a: RowValue | undefined, b: RowValue | undefined): boolean =>
  a !== b && (typeof a !== 'object' || typeof b !== 'object' || textOf(a) !== textOf(b));

function factsOf(column: Cells, count: number): ColumnFacts {
  let [having, differs] = [0, false];
  for (let row = 0; row < count; row++) {
    if (column[row] !== undefined) having++;
    differs ||= isOther(column[row], column[0]);
  }
  return { having, differs };
}
