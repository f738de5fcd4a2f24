// What a table says of its examples besides texts and labels, in columns of few values (a genre, a year, a source): results are
// looked at by them. Columns of many values (ids, dates, further texts) are left out while they are read.

import { MOST_COLUMN_VALUES } from '../../protocol/examples';

export type OtherValues = Readonly<Record<string, string>>;

const MOST_COLUMNS = 20;
const LONGEST_VALUE = 100;

interface OtherColumn {
  name: string;
  at: number;
  values: Set<string>;
}

export class OtherColumns {
  private columns: OtherColumn[];
  /** Rows of the same values share one object. */
  private shared = new Map<string, Record<string, string>>();
  private given: Record<string, string>[] = [];

  /** @param used places of the columns that are no others */
  constructor(columns: readonly string[], used: readonly number[]) {
    this.columns = columns
      .map((name, at) => ({ name, at, values: new Set<string>() }))
      .filter(({ at, name }) => !used.includes(at) && name !== '')
      .slice(0, MOST_COLUMNS);
  }

  /** Names of the columns that are left. */
  get names(): ReadonlySet<string> {
    return new Set(this.columns.map(({ name }) => name));
  }

  /** What was given so far is no longer shared, nor changed when a column is left out: whoever has it does that. */
  forget(): void {
    this.shared.clear();
    this.given = [];
  }

  /** Undefined where no column groups the rows read so far. */
  of(row: readonly string[]): OtherValues | undefined {
    if (this.columns.length === 0) return undefined;
    const given = this.columns.map(({ at }) => (row[at] ?? '').trim());
    const key = given.join('\u0000');
    const known = this.shared.get(key);
    if (known) return known;
    given.forEach((value, i) => this.columns[i].values.add(value));
    const left = this.columns.filter((column, i) => isTooMany(column, given[i]));
    if (left.length > 0) {
      this.columns = this.columns.filter((column) => !left.includes(column));
      this.shared.clear();
      for (const values of this.given) for (const { name } of left) Reflect.deleteProperty(values, name);
      return this.of(row);
    }
    const values = Object.fromEntries(this.columns.map(({ name }, i) => [name, given[i]]));
    this.shared.set(key, values);
    this.given.push(values);
    return values;
  }
}

const isTooMany = ({ values }: OtherColumn, value: string): boolean =>
  values.size > MOST_COLUMN_VALUES || value.length > LONGEST_VALUE;
