// Tables read whole, for programs that look at their data themselves.

import { openTable, tableNotes, type TableOptions } from '../text/table';

export interface WholeTable {
  columns: string[];
  /** By column; missing values are empty. */
  rows: Record<string, string>[];
  /** How the file was read: `utf-8`, `cp949`, ... */
  encoding: string;
  /** What a person should know about how it was read: a guessed encoding, repaired rows. */
  notices: string[];
}

/**
 * A .csv, .tsv, .jsonl or .json, plain or .gz, or a text whose first line names columns, in memory. Fails with `NOT_FOUND`, `DISK`, and
 * with `INVALID_DATA` where it is empty, is no table, or has a broken row, with its line.
 */
export async function readTable(file: string, options: TableOptions = {}): Promise<WholeTable> {
  const table = await openTable(file, options);
  const { columns, facts } = table;
  const rows: WholeTable['rows'] = [];
  for await (const block of table.rows())
    for (const { values } of block) rows.push(Object.fromEntries(columns.map((name, i) => [name, values[i]])));
  return { columns: [...columns], rows, encoding: facts.encoding, notices: tableNotes(table) };
}
