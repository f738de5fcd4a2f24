// The texts of a corpus file in blocks: lines of plain text, or the cells of a table's text column with their labels.

import { readText, type TextFacts } from '../readText';
import { columnIndex, openTable } from '../table';

export interface CorpusText {
  text: string;
  /** 1-based, in the file. */
  line: number;
  label?: string;
}

export interface CorpusTexts {
  facts: TextFacts & { ragged?: number };
  /** The table's columns; empty for plain text. */
  columns: readonly string[];
  /** May be called once. */
  blocks(): AsyncGenerator<CorpusText[]>;
}

/** `columns` is given exactly for tables. Fails as `readText` and `openTable`; a column that is not there is NOT_FOUND. */
export async function openTexts(file: string, columns?: { text: string; label?: string }): Promise<CorpusTexts> {
  if (!columns) return plainTexts(file);
  const table = await openTable(file);
  try {
    const textAt = columnIndex(table, columns.text);
    const labelAt = columns.label === undefined ? -1 : columnIndex(table, columns.label);
    return {
      ...{ facts: table.facts, columns: table.columns },
      async *blocks() {
        for await (const rows of table.rows())
          yield rows.map(({ values, line }) => ({ text: values[textAt], line, label: values[labelAt]?.trim() }));
      },
    };
  } catch (error) {
    await table.close();
    throw error;
  }
}

function plainTexts(file: string): CorpusTexts {
  const { facts, blocks } = readText(file);
  return {
    ...{ facts, columns: [] },
    async *blocks() {
      for await (const { firstLine, lines } of blocks())
        yield lines.map((text, index) => ({ text, line: firstLine + index }));
    },
  };
}
