// The words of the Embedding Projector's `metadata.tsv`, one a line; several columns begin with a line that names them.

import { openFileBytes, type ReadVectorsOptions } from './fileBytes';
import { eachLine, trimmedEnd } from './lineReader';
import { WordTable } from './wordTable';

const TAB = 0x09;
/** Columns that hold the word, where one has such a name; otherwise the first does. */
const WORD_COLUMNS = ['word', 'label', 'token', 'name'];

/** The words in the order of the lines, repeated and blank ones included, and the column that they stand in. */
export async function readMetadataWords(
  file: string,
  options: ReadVectorsOptions,
): Promise<{ words: WordTable; column?: string }> {
  const words = new WordTable();
  let columns: string[] | undefined;
  let index = 0;
  await eachLine(await openFileBytes(file), { ...options, onProgress: undefined }, (line) => {
    const isFirst = columns === undefined;
    columns ??= Buffer.from(line.subarray(0, trimmedEnd(line)))
      .toString()
      .split('\t');
    const hasHeader = columns.length > 1;
    if (isFirst && hasHeader) index = wordColumn(columns);
    if (isFirst && hasHeader) return true;
    const word = hasHeader ? fieldOf(line, index) : line.subarray(0, trimmedEnd(line));
    words.append(word, 0, word.length);
    return true;
  });
  return { words, ...(columns && columns.length > 1 ? { column: columns[index] } : {}) };
}

function wordColumn(columns: readonly string[]): number {
  const found = WORD_COLUMNS.map((name) => columns.findIndex((column) => column.trim().toLowerCase() === name));
  return found.find((index) => index >= 0) ?? 0;
}

function fieldOf(line: Uint8Array, index: number): Uint8Array {
  let from = 0;
  for (let i = 0; i < index; i++) {
    const tab = line.indexOf(TAB, from);
    if (tab < 0) return line.subarray(0, 0);
    from = tab + 1;
  }
  const tab = line.indexOf(TAB, from);
  return line.subarray(from, tab < 0 ? Math.max(from, trimmedEnd(line)) : tab);
}
