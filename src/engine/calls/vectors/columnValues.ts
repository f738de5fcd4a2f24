// The calls `columnValues` and `labelValues`: a column of a table for each word, or the label of each text, to colour a map by.

import { categoriesByRow, numbersByRow, valuesByRow } from '../../embeddings/vectors/valuesByRow';
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
  const reply = valuesByRow(texts, set.words.size);
  transfer(...[reply.numbers, reply.indices].filter((buffer) => buffer !== undefined));
  return reply;
};

/** The labels of a run's texts; of texts without any all values are missing. */
export const labelValues: VectorsCall<'labelValues'> = ({ vectors }, { opened, transfer }) => {
  const { set } = opened.get(vectors);
  const labelled = (set.labels ?? []).flatMap((label, row): [number, string][] => (label === '' ? [] : [[row, label]]));
  const reply = (set.areNumbers ? numbersByRow : categoriesByRow)(new Map(labelled), set.words.size);
  transfer(...[reply.numbers, reply.indices].filter((buffer) => buffer !== undefined));
  return reply;
};
