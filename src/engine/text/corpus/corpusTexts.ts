// The texts of a corpus file in blocks: lines of plain text, or the cells of a table's text column with their labels.

import type { ReadingOptions } from '../../../protocol/reading';
import { readingNotes } from '../readingNotes';
import { readText, type TextFacts } from '../readText';
import { columnIndex, tableIn, tableNotes } from '../table';

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
  /** What a person should know about how it was read; complete once it was. */
  notices(): string[];
}

/**
 * `columns` are those of a table, and say nothing to plain text; a table without them is read by its lines. Lines of plain text that
 * are far too long are cut at white space. Fails as `readText` and `openTable`; a column that is not there is NOT_FOUND.
 */
export async function openTexts(
  file: string,
  columns?: { text: string; label?: string },
  reading: ReadingOptions = {},
): Promise<CorpusTexts> {
  if (!columns) return plainTexts(file, reading);
  const wanted = [columns.text, ...(columns.label === undefined ? [] : [columns.label])];
  const table = await tableIn(file, { ...reading, wanted });
  if (!table) return plainTexts(file, reading);
  try {
    const textAt = columnIndex(table, columns.text);
    const labelAt = columns.label === undefined ? -1 : columnIndex(table, columns.label);
    return {
      ...{ facts: table.facts, columns: table.columns },
      notices: () => tableNotes(table),
      async *blocks() {
        for await (const rows of table.rows(textAt))
          yield rows.map(({ values, line }) => ({ text: values[textAt], line, label: values[labelAt]?.trim() }));
      },
    };
  } catch (error) {
    await table.close();
    throw error;
  }
}

function plainTexts(file: string, { encoding }: ReadingOptions): CorpusTexts {
  const { facts, blocks } = readText(file, { encoding, cutsLongLines: true });
  return {
    ...{ facts, columns: [] },
    notices: () => readingNotes(facts),
    async *blocks() {
      for await (const { firstLine, lines } of blocks())
        yield lines.map((text, index) => ({ text, line: firstLine + index }));
    },
  };
}
