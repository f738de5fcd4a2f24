// Batches of parts of sentences, as a tagger's programs take them. Sequences are time-major.

import { bucketLength } from '../batches';
import type { Window } from './windows';
import type { WordTable } from './wordTable';

/** Sentence i has the words `words[i]` of the table and, where they are known, the tags `tags[i]`. */
export interface EncodedSentences {
  words: readonly Int32Array[];
  tags: readonly Int32Array[];
}

export interface TagBatch {
  time: number;
  size: number;
  /** [time, size]; true where there is a token */
  mask: Uint8Array;
  /** [time, size], ids in the vocabulary, 0 at padding */
  ids: Int32Array;
  /** [time, size]: `noTag` at padding, or where the tag is not known */
  tags: Int32Array;
  /** [time, size], which of the batch's words; a padding place has the first */
  places: Int32Array;
  /** The batch's different words, by their number in the table. */
  words: number[];
  tokens: number;
}

export function makeTagBatch(
  windows: readonly Window[],
  { words, tags }: EncodedSentences,
  table: WordTable,
  { longest, noTag }: { longest: number; noTag: number },
): TagBatch {
  const size = windows.length;
  const time = bucketLength(
    windows.reduce((most, { start, end }) => Math.max(most, end - start), 1),
    longest,
  );
  const batch = {
    ...{ time, size, mask: new Uint8Array(time * size), ids: new Int32Array(time * size), tokens: 0 },
    ...{ tags: new Int32Array(time * size).fill(noTag), places: new Int32Array(time * size) },
  };
  const places = new Map<number, number>();
  windows.forEach(({ sentence, start, end }, column) => {
    for (let t = start; t < end; t++) {
      const word = words[sentence][t];
      const at = (t - start) * size + column;
      const place = places.get(word) ?? places.size;
      places.set(word, place);
      batch.mask[at] = 1;
      batch.ids[at] = table.ids[word];
      batch.places[at] = place;
      const tag = tags[sentence]?.[t];
      if (tag !== undefined && tag >= 0) batch.tags[at] = tag;
      batch.tokens++;
    }
  });
  return { ...batch, words: [...places.keys()] };
}

/** Characters of words, [length, words] with 0 behind each, and where there is one. */
export function characterRows(words: readonly number[], table: WordTable) {
  const longest = words.reduce((most, word) => Math.max(most, table.characters[word].length), 1);
  const length = Math.ceil(longest / 4) * 4; // few shapes
  const ids = new Int32Array(length * words.length);
  const mask = new Uint8Array(length * words.length);
  words.forEach((word, column) =>
    table.characters[word].forEach((id, t) => {
      ids[t * words.length + column] = id;
      mask[t * words.length + column] = 1;
    }),
  );
  return { length, ids, mask };
}
