// Which columns of a table to look at: those named, else those that the first rows let guess.

import { guessColumns, MANY } from '../columnStatistics';
import { columnIndex, openTable, type Table } from '../table';

/** Rows looked at to guess. */
const GUESS_ROWS = 2000;

export interface ChosenColumns {
  text: string;
  label?: string;
}

/** Fails with `NOT_FOUND` for a column that is not there, and as `openTable`. */
export async function chooseColumns(file: string, wanted: { text?: string; label?: string }): Promise<ChosenColumns> {
  const table = await openTable(file);
  try {
    for (const name of [wanted.text, wanted.label]) if (name !== undefined) columnIndex(table, name);
    const guess = await guessFrom(table);
    const label = wanted.label ?? (guess.label === wanted.text ? undefined : guess.label);
    return { text: wanted.text ?? guess.text ?? table.columns[0], label };
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
