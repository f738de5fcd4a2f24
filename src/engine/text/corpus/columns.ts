// Which columns of a table to look at: those named, else those that the first rows let guess.

import { LabError } from '../../../protocol/labError';
import type { ReadingOptions } from '../../../protocol/reading';
import { guessColumns, MANY } from '../columnStatistics';
import { columnIndex, tableIn, type Table } from '../table';

/** Rows looked at to guess. */
const GUESS_ROWS = 2000;

export interface ChosenColumns {
  text: string;
  label?: string;
}

interface Wanted {
  text?: string;
  label?: string;
}

/**
 * Undefined for plain text. Fails with `NOT_FOUND` for a column that is not there, with `INVALID_ARGUMENT` for a column of plain text,
 * and as `openTable`.
 */
export async function findColumns(
  file: string,
  wanted: Wanted = {},
  reading: ReadingOptions = {},
): Promise<ChosenColumns | undefined> {
  const named = [wanted.text, wanted.label].filter((name) => name !== undefined);
  const table = await tableIn(file, { ...reading, wanted: named });
  if (table) return chooseColumns(table, wanted, named);
  if (named.length === 0) return undefined;
  const message = `"${file}" is plain text and has no columns. Leave the column out, or give a table (.csv, .tsv, .jsonl).`;
  throw new LabError('INVALID_ARGUMENT', message, { file });
}

async function chooseColumns(table: Table, { text, label }: Wanted, named: readonly string[]): Promise<ChosenColumns> {
  try {
    for (const name of named) columnIndex(table, name);
    const guess = await guessFrom(table);
    return {
      text: text ?? guess.text ?? table.columns[0],
      label: label ?? (guess.label === text ? undefined : guess.label),
    };
  } finally {
    await table.close();
  }
}

async function guessFrom(table: Table): Promise<{ text?: string; label?: string }> {
  const seen = table.columns.map((column) => ({ column, distinct: new Set<string>(), length: 0 }));
  let rows = 0;
  for await (const block of table.rows()) {
    for (const { values } of block.slice(0, GUESS_ROWS - rows)) {
      rows++;
      seen.forEach(({ distinct }, index) => {
        if (distinct.size < MANY) distinct.add(values[index]);
        seen[index].length += values[index].length;
      });
    }
    if (rows >= GUESS_ROWS) break;
  }
  return guessColumns(
    seen.map(({ column, distinct, length }) => ({
      column,
      distinct: distinct.size,
      meanLength: length / Math.max(1, rows),
    })),
  );
}
