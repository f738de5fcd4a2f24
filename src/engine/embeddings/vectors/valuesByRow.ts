// A value for some rows of vectors, as it is told: numbers, or categories.

import type { ColumnValuesReply } from '../../../protocol/vectorSets';

/** Numbers where all values are. @param rows how many there are, with a value or without */
export function valuesByRow(texts: ReadonlyMap<number, string>, rows: number): ColumnValuesReply {
  const areNumbers = texts.size > 0 && [...texts.values()].every((text) => Number.isFinite(Number(text)));
  return areNumbers ? numbersByRow(texts, rows) : categoriesByRow(texts, rows);
}

/** NaN where a row has none. */
export function numbersByRow(texts: ReadonlyMap<number, string>, rows: number): ColumnValuesReply {
  const numbers = new Float64Array(rows).fill(NaN);
  for (const [row, text] of texts) numbers[row] = Number(text);
  return { numbers: numbers.buffer, known: texts.size };
}

/** In the order of the alphabet; -1 where a row has none. */
export function categoriesByRow(texts: ReadonlyMap<number, string>, rows: number): ColumnValuesReply {
  const values = [...new Set(texts.values())].sort();
  const places = new Map(values.map((value, index) => [value, index]));
  const indices = new Int32Array(rows).fill(-1);
  for (const [row, text] of texts) indices[row] = places.get(text) ?? -1;
  return { indices: indices.buffer, values, known: texts.size };
}
