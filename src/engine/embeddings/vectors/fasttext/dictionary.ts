// The first parts of a fastText model (fasttext.cc, args.cc and dictionary.cc of fastText 0.9): what it was trained with, and
// its words with their counts.

import type { SubwordSettings } from '../../../../protocol/embedding';
import { faulty } from '../fileBytes';
import type { ModelReader } from './modelReader';

export const FASTTEXT_MAGIC = 793_712_314;
export const NEWEST_VERSION = 12;
/** Up to this version classifiers had no n-grams of characters, whatever their settings say. */
const VERSION_WITHOUT_NGRAMS = 11;
export const SUPERVISED = 3;
/** A zero byte, a count and a kind: the fewest bytes of an entry. */
const ENTRY_BYTES = 10;
export const WORD = 0;

export interface ModelSettings extends Omit<SubwordSettings, 'unit'> {
  dimensions: number;
  isClassifier: boolean;
  /** Longest run of words that is hashed; of classifiers. */
  wordNgrams: number;
  /** The number of the loss in args.h. */
  loss: number;
}

/** Fails with `INVALID_DATA` for versions that came later than this reader. */
export function readSettings(reader: ModelReader): ModelSettings {
  reader.int32(); // the magic number, by which the file was told to be a model
  const version = reader.int32();
  if (version > NEWEST_VERSION || version < VERSION_WITHOUT_NGRAMS)
    throw faulty(
      reader.file,
      `"${reader.file}" is a fastText model of version ${version}; 11 and 12 can be read. Open the .vec file that fastText writes beside it.`,
    );
  const dimensions = reader.int32();
  reader.skip(4 * 4); // ws, epoch, minCount, neg
  const [wordNgrams, loss] = [reader.int32(), reader.int32()];
  const isClassifier = reader.int32() === SUPERVISED;
  const [buckets, minLength, maxLength] = [reader.int32(), reader.int32(), reader.int32()];
  reader.skip(4 + 8); // lrUpdateRate, t
  const withoutNgrams = buckets < 1 || (isClassifier && version === VERSION_WITHOUT_NGRAMS);
  return {
    ...{ dimensions, isClassifier, wordNgrams, loss },
    ...{ buckets, minLength, maxLength: withoutNgrams ? 0 : maxLength },
  };
}

export interface DictionarySize {
  /** Words and the labels of a classifier, which stand after them. */
  entries: number;
  words: number;
  /** Rows of n-grams that a quantised model has kept; undefined where it has all. */
  keptNgrams?: number;
}

/** Fails with `INVALID_DATA` for numbers that the file cannot hold. */
export function readDictionarySize(reader: ModelReader): DictionarySize {
  const [entries, words, labels] = [reader.int32(), reader.int32(), reader.int32()];
  reader.int64(); // how many tokens were read
  const kept = reader.int64();
  const isPossible = words >= 0 && labels >= 0 && entries === words + labels && kept < reader.size;
  if (!isPossible || entries * ENTRY_BYTES > reader.size - reader.position) throw reader.cutOff();
  return { entries, words, ...(kept >= 0 ? { keptNgrams: kept } : {}) };
}

/** The next entry; `word` is a view, valid until more is read. */
export function readEntry(reader: ModelReader): { word: Uint8Array; count: number; isLabel: boolean } {
  const word = reader.word().slice();
  return { word, count: reader.int64(), isLabel: reader.byte() !== WORD };
}

/** From the bucket of an n-gram to its row after the words, of those that were kept; undefined where all were. */
export function readKeptNgrams(
  reader: ModelReader,
  { keptNgrams }: DictionarySize,
): ReadonlyMap<number, number> | undefined {
  if (keptNgrams === undefined) return undefined;
  const rows = new Map<number, number>();
  for (let i = 0; i < keptNgrams; i++) {
    const bucket = reader.int32();
    rows.set(bucket, reader.int32());
  }
  return rows;
}
