// The call `columnValues`: a column of a table for each word, to colour a map by.

import { rowOfWord } from '../../embeddings/vectors/vectorSet';
import { columnIndex, openTable } from '../../text/table';
import type { VectorsCall } from './openedVectors';

/** A word's first row counts. Fails as `openTable`, and with `NOT_FOUND` for a column that is not there. */
export const columnValues: VectorsCall<'columnValues'> = async (request, { opened, transfer, signal }) => {
  const { set } = opened.get(request.vectors);
  const table = await openTable(request.file, { wanted: [request.wordColumn, request.valueColumn] });
  const texts = new Map<number, string>();
  try {
    const [wordAt, valueAt] = [columnIndex(table, request.wordColumn), columnIndex(table, request.valueColumn)];
    for await (const rows of table.rows()) {
      signal.throwIfAborted();
      for (const { values } of rows) {
        const row = rowOfWord(set, values[wordAt]);
        if (row >= 0 && !texts.has(row) && values[valueAt].trim() !== '') texts.set(row, values[valueAt].trim());
      }
    }
  } finally {
    await table.close();
  }
  const known = texts.size;
  if (known > 0 && [...texts.values()].every((text) => Number.isFinite(Number(text)))) {
    const numbers = new Float64Array(set.words.size).fill(NaN);
    for (const [row, text] of texts) numbers[row] = Number(text);
    transfer(numbers.buffer);
    return { numbers: numbers.buffer, known };
  }
  const values = [...new Set(texts.values())].sort();
  const places = new Map(values.map((value, index) => [value, index]));
  const indices = new Int32Array(set.words.size).fill(-1);
  for (const [row, text] of texts) indices[row] = places.get(text) ?? -1;
  transfer(indices.buffer);
  return { indices: indices.buffer, values, known };
};
