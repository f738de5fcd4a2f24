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
  /** Pieces, and tokens, of the longest part; the same where tokens are not cut. */
  time: number;
  length: number;
  size: number;
  /** [time, size]; true where there is a piece */
  mask: Uint8Array;
  /** [time, size], ids in the vocabulary, 0 at padding */
  ids: Int32Array;
  /** [time, size], which of the batch's words a piece is of; a padding place has the first */
  places: Int32Array;
  /** [length, size]; true where there is a token */
  tokenMask: Uint8Array;
  /** [length, size]: in which row of [time * size] the first piece of a token is; 0 at padding */
  firsts: Int32Array;
  /** [length, size]: `noTag` at padding, or where the tag is not known */
  tags: Int32Array;
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
  const roomFor = (sizeOf: (window: Window) => number): number =>
    bucketLength(
      windows.reduce((most, window) => Math.max(most, sizeOf(window)), 1),
      longest,
    );
  const time = roomFor((window) => window.size);
  const length = roomFor(({ start, end }) => end - start);
  const [pieces, tagged] = [time * size, length * size];
  const batch = {
    ...{ time, length, size, tokens: 0 },
    ...{ mask: new Uint8Array(pieces), ids: new Int32Array(pieces), places: new Int32Array(pieces) },
    ...{ tokenMask: new Uint8Array(tagged), firsts: new Int32Array(tagged), tags: new Int32Array(tagged).fill(noTag) },
  };
  const places = new Map<number, number>();
  windows.forEach(({ sentence, start, end }, column) => {
    let row = column;
    for (let t = start; t < end; t++) {
      const word = words[sentence][t];
      const at = (t - start) * size + column;
      const place = places.get(word) ?? places.size;
      places.set(word, place);
      batch.tokenMask[at] = 1;
      batch.firsts[at] = row;
      for (const id of table.pieces[word]) {
        batch.mask[row] = 1;
        batch.ids[row] = id;
        batch.places[row] = place;
        row += size;
      }
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
