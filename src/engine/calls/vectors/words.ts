// The calls `completeWord`, `listWords` and `wordVectors`.

import type { WordEntry } from '../../../protocol/wordQueries';
import { requireVector, type VectorSet } from '../../embeddings/vectors/vectorSet';
import { requireRow } from './rows';
import type { VectorsCall } from './openedVectors';

const DEFAULT_COMPLETIONS = 20;
const MOST_LISTED = 100_000;
const encoder = new TextEncoder();

export function entryOf({ words, counts, lines, labels }: VectorSet, row: number): WordEntry {
  const label = labels?.[row] ?? '';
  return {
    ...{ row, word: words.word(row) },
    ...(counts ? { count: counts[row] } : {}),
    ...(lines ? { line: lines[row] } : {}),
    ...(label === '' ? {} : { label }),
  };
}

/** Words in the case that was typed come first, then those that differ in it. */
export const completeWord: VectorsCall<'completeWord'> = (
  { vectors, prefix, limit = DEFAULT_COMPLETIONS },
  { opened },
) => {
  const { set } = opened.get(vectors);
  const lower = prefix.toLowerCase();
  const forms = new Set([prefix, lower, prefix.toUpperCase(), lower.charAt(0).toUpperCase() + lower.slice(1)]);
  const found = new Set<number>();
  for (const form of forms) {
    // One more than asked for of each form tells whether there are more.
    let taken = 0;
    for (const row of set.words.rowsWithPrefix(encoder.encode(form))) {
      found.add(row);
      if (++taken > limit) break;
    }
  }
  const rows = [...found];
  return { words: rows.slice(0, limit).map((row) => entryOf(set, row)), more: rows.length > limit };
};

export const listWords: VectorsCall<'listWords'> = ({ vectors, rows, first = 0, count = MOST_LISTED }, { opened }) => {
  const { set } = opened.get(vectors);
  const last = Math.min(set.words.size, first + Math.min(count, MOST_LISTED));
  const asked = rows ?? Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
  asked.forEach((row) => requireRow(set, row));
  const { counts, lines, files } = set;
  return {
    first: rows ? 0 : first,
    words: asked.map((row) => set.words.word(row)),
    ...(counts ? { counts: asked.map((row) => counts[row]) } : {}),
    ...(lines ? { lines: asked.map((row) => lines[row]) } : {}),
    ...(files ? { files: asked.map((row) => files[row]) } : {}),
  };
};

export const wordVectors: VectorsCall<'wordVectors'> = ({ vectors, words }, { opened, transfer }) => {
  const { set } = opened.get(vectors);
  const values = new Float32Array(words.length * set.dimensions);
  words.forEach((word, i) => values.set(requireVector(set, word).vector, i * set.dimensions));
  transfer(values.buffer);
  return { values: values.buffer, dimensions: set.dimensions };
};
