// A value for some rows of vectors, as it is told: numbers where all values are, else categories.

import type { ColumnValuesReply } from '../../../protocol/vectorSets';

/** Rows without a value stand as they are told: -1, or NaN. @param rows how many there are */
export function valuesByRow(texts: ReadonlyMap<number, string>, rows: number): ColumnValuesReply {
  const known = texts.size;
  if (known > 0 && [...texts.values()].every((text) => Number.isFinite(Number(text)))) {
    const numbers = new Float64Array(rows).fill(NaN);
    for (const [row, text] of texts) numbers[row] = Number(text);
    return { numbers: numbers.buffer, known };
  }
  const values = [...new Set(texts.values())].sort();
  const places = new Map(values.map((value, index) => [value, index]));
  const indices = new Int32Array(rows).fill(-1);
  for (const [row, text] of texts) indices[row] = places.get(text) ?? -1;
  return { indices: indices.buffer, values, known };
}
