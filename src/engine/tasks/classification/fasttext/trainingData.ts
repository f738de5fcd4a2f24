// The training part of a fastText classifier as numbers: words are counted, labels ordered, and each text becomes the rows of its
// features. Texts stand in an order drawn by the seed or in that of the data, in every epoch the same.

import { LabError } from '../../../../protocol/labError';
import { GrowingRows, type ClassifierExamples } from '../../../embeddings/classifier/examples';
import { hashes, type FeatureSettings } from '../../../embeddings/classifier/settings';
import { END_OF_TEXT, LABEL_PREFIX, type SeenWord, TextFeatures } from '../../../embeddings/classifier/textFeatures';
import { UsedBuckets } from '../../../embeddings/classifier/usedBuckets';
import type { Rows } from '../../../text/rows';
import type { Tokenizer } from '../../../text/tokenizer';
import type { Training } from '../../../text/trainers/training';
import type { FastTextDictionary } from './dictionary';
import type { FastTextOptions } from './schema';

const TEXTS_A_STEP = 500;

export const featureSettingsOf = ({ wordNgrams, bucket, minn, maxn }: FastTextOptions): FeatureSettings => ({
  ...{ wordNgrams, buckets: bucket, minLength: minn, maxLength: maxn },
});

/** Texts as the numbers of their words, in the order in which these were first seen, the end of a text among them. */
export interface CountedTexts {
  words: readonly string[];
  /** How often each occurs. */
  counts: readonly number[];
  /** The words of all texts, one after the other; text i has those from `starts[i]` up to `starts[i + 1]`, its end left out. */
  ids: Int32Array;
  starts: Int32Array;
  /** Words in all, the ends of texts counted. */
  tokens: number;
}

export function* countTexts(texts: Rows<string>, tokenizer: Tokenizer): Training<CountedTexts> {
  const numbers = new Map<string, number>();
  const words: string[] = [];
  const counts: number[] = [];
  const count = (word: string): number => {
    const known = numbers.get(word);
    const id = known ?? words.push(word) - 1;
    if (known === undefined) {
      numbers.set(word, id);
      counts.push(0);
    }
    counts[id]++;
    return id;
  };
  const ids = new GrowingRows();
  const starts = new Int32Array(texts.length + 1);
  let index = 0;
  for (const text of texts) {
    if (index % TEXTS_A_STEP === 0) yield index / texts.length;
    for (const token of tokenizer.tokensOf(text))
      if (!token.startsWith(LABEL_PREFIX) && token !== END_OF_TEXT) ids.push(count(token));
    count(END_OF_TEXT);
    starts[++index] = ids.length;
  }
  return { words, counts, ids: ids.shared(), starts, tokens: ids.length + texts.length };
}

/** Words and labels by falling count, ties as they were first seen. Fails with `INVALID_DATA` where no word is frequent enough. */
export function dictionaryOf(
  { words: seen, counts }: Pick<CountedTexts, 'words' | 'counts'>,
  labels: readonly string[],
  classes: Int32Array,
  minCount: number,
): FastTextDictionary {
  const frequent = [...seen.keys()].filter((id) => counts[id] >= minCount).sort((a, b) => counts[b] - counts[a]);
  if (!frequent.some((id) => seen[id] !== END_OF_TEXT))
    throw new LabError('INVALID_DATA', `No word occurs ${minCount} times in the training part. Lower "model.minCount", or give more text.`, { key: ['model', 'minCount'] }); // prettier-ignore
  const labelCounts = labels.map(() => 0);
  for (const label of classes) labelCounts[label]++;
  const order = [...labels.keys()].sort((a, b) => labelCounts[b] - labelCounts[a]);
  return {
    words: frequent.map((id) => seen[id]),
    counts: frequent.map((id) => counts[id]),
    labels: order.map((label) => labels[label]),
    labelCounts: order.map((label) => labelCounts[label]),
  };
}

export interface TrainingData {
  examples: ClassifierExamples;
  /** The buckets that occur in the training part, which alone have rows. */
  used: UsedBuckets;
  usedCount: number;
}

/** The rows of all texts. @param order of the texts; left out, that of the data */
export function* trainingRows(
  { words: seen, ids, starts: wordStarts }: Pick<CountedTexts, 'words' | 'ids' | 'starts'>,
  classes: Int32Array,
  { words, labels }: FastTextDictionary,
  { settings, names, order }: { settings: FeatureSettings; names: readonly string[]; order?: Int32Array },
): Training<TrainingData> {
  const features = new TextFeatures({ words }, settings);
  const used = new UsedBuckets(hashes(settings) ? settings.buckets : 0);
  const rows = new GrowingRows();
  const wordOf = seen.map((word) => features.wordOf(word));
  const end = features.wordOf(END_OF_TEXT);
  const ofText: SeenWord[] = [];
  const texts = classes.length;
  const starts = new Int32Array(new SharedArrayBuffer(4 * (texts + 1)));
  const rowOfClass = names.map((name) => labels.indexOf(name));
  const shuffled = new Int32Array(new SharedArrayBuffer(4 * texts));
  for (const [place, text] of (order ?? Int32Array.from(classes.keys())).entries()) {
    if (place % TEXTS_A_STEP === 0) yield place / texts;
    ofText.length = 0;
    for (let at = wordStarts[text]; at < wordStarts[text + 1]; at++) ofText.push(wordOf[ids[at]]);
    ofText.push(end);
    features.visitWords(ofText, (row) => {
      if (row >= words.length) used.add(row - words.length);
      rows.push(row);
    });
    starts[place + 1] = rows.length;
    shuffled[place] = rowOfClass[classes[text]];
  }
  const usedCount = used.count();
  const placed = (row: number): number => (row < words.length ? row : words.length + used.placeOf(row - words.length));
  return { examples: { rows: rows.shared(placed), starts, labels: shuffled }, used, usedCount };
}

/** The row of a bucket among those of the words and used buckets; one behind them, which is zeros, where it was never seen. */
export const rowOfUsed =
  (used: UsedBuckets, usedCount: number) =>
  (bucket: number): number => {
    const place = used.placeOf(bucket);
    return place < 0 ? usedCount : place;
  };
