// Looks at a table's columns to guess which holds the text and which the label.

import { tableNotes, type Table } from './table';
import { isLabelName, isTextName } from './tables/header';

export interface ColumnStatistics {
  column: string;
  /** Distinct values, counted up to `MANY`. */
  distinct: number;
  /** Mean length of the values in UTF-16 units. */
  meanLength: number;
}

export interface TableOverview {
  columns: string[];
  /** Whether the first line names them. */
  header: boolean;
  rows: number;
  /** The first rows, at most five. */
  sample: string[][];
  statistics: ColumnStatistics[];
  encoding: string;
  /** What a person should know about how it was read. */
  notices: string[];
}

/** From here on, distinct values are not counted further. */
export const MANY = 51;
const SAMPLE_ROWS = 5;

/** Reads the whole table. Fails as its `rows`. */
export async function overviewOfTable(table: Table): Promise<TableOverview> {
  const values = table.columns.map(() => ({ distinct: new Set<string>(), length: 0 }));
  const sample: string[][] = [];
  let rows = 0;
  for await (const block of table.rows())
    for (const row of block) {
      rows++;
      if (sample.length < SAMPLE_ROWS) sample.push([...row.values]);
      row.values.forEach((value, index) => {
        const { distinct } = values[index];
        if (distinct.size < MANY) distinct.add(value);
        values[index].length += value.length;
      });
    }
  const statistics = table.columns.map((column, index) => ({
    column,
    distinct: values[index].distinct.size,
    meanLength: rows > 0 ? values[index].length / rows : 0,
  }));
  const { encoding, header } = table.facts;
  return { columns: [...table.columns], header, rows, sample, statistics, encoding, notices: tableNotes(table) };
}

/**
 * The text is a column called so, else the one with the longest values; the label is another column called so, else the
 * one with the fewest distinct values, at least two and fewer than `MANY`.
 */
export function guessColumns(statistics: readonly ColumnStatistics[]): { text?: string; label?: string } {
  const longest = [...statistics].sort((a, b) => b.meanLength - a.meanLength);
  const text = longest.find(({ column }) => isTextName(column)) ?? longest[0];
  const labels = statistics
    .filter(({ column, distinct }) => column !== text?.column && distinct >= 2 && distinct < MANY)
    .sort((a, b) => a.distinct - b.distinct);
  const label = labels.find(({ column }) => isLabelName(column)) ?? labels[0];
  return { text: text?.column, label: label?.column };
}
