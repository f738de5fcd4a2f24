// The training part of a fastText classifier as numbers: words are counted, labels ordered, and each text becomes the rows of its
// features. Texts stand in an order drawn by the seed or in that of the data, in every epoch the same.

import { LabError } from '../../../../protocol/labError';
import { GrowingRows, type ClassifierExamples } from '../../../embeddings/classifier/examples';
import { hashes, type FeatureSettings } from '../../../embeddings/classifier/settings';
import { END_OF_TEXT, LABEL_PREFIX, TextFeatures } from '../../../embeddings/classifier/textFeatures';
import { UsedBuckets } from '../../../embeddings/classifier/usedBuckets';
import type { Tokenizer } from '../../../text/tokenizer';
import type { Training } from '../../../text/trainers/training';
import type { FastTextDictionary } from './dictionary';
import type { FastTextOptions } from './schema';

const TEXTS_A_STEP = 500;

export const featureSettingsOf = ({ wordNgrams, bucket, minn, maxn }: FastTextOptions): FeatureSettings => ({
  ...{ wordNgrams, buckets: bucket, minLength: minn, maxLength: maxn },
});

/** Texts as words that are kept once, and how often each occurs. */
export interface CountedTexts {
  texts: readonly (readonly string[])[];
  counts: ReadonlyMap<string, { word: string; count: number }>;
  /** Words in all, the ends of texts counted. */
  tokens: number;
}

export function* countTexts(texts: readonly string[], tokenizer: Tokenizer): Training<CountedTexts> {
  const counts = new Map<string, { word: string; count: number }>();
  const add = (word: string): string => {
    const entry = counts.get(word);
    if (!entry) counts.set(word, { word, count: 1 });
    else entry.count++;
    return entry?.word ?? word;
  };
  const cut: string[][] = [];
  let tokens = 0;
  for (const [index, text] of texts.entries()) {
    if (index % TEXTS_A_STEP === 0) yield index / texts.length;
    const words = tokenizer.tokensOf(text).filter((token) => !token.startsWith(LABEL_PREFIX) && token !== END_OF_TEXT);
    cut.push(words.map(add));
    add(END_OF_TEXT);
    tokens += words.length + 1;
  }
  return { texts: cut, counts, tokens };
}

/** Words and labels by falling count, ties as they were first seen. Fails with `INVALID_DATA` where no word is frequent enough. */
export function dictionaryOf(
  { counts }: Pick<CountedTexts, 'counts'>,
  labels: readonly string[],
  classes: Int32Array,
  minCount: number,
): FastTextDictionary {
  const words = [...counts.values()].filter(({ count }) => count >= minCount).sort((a, b) => b.count - a.count);
  if (!words.some(({ word }) => word !== END_OF_TEXT))
    throw new LabError('INVALID_DATA', `No word occurs ${minCount} times in the training part. Lower "model.minCount", or give more text.`, { key: ['model', 'minCount'] }); // prettier-ignore
  const labelCounts = labels.map(() => 0);
  for (const label of classes) labelCounts[label]++;
  const order = [...labels.keys()].sort((a, b) => labelCounts[b] - labelCounts[a]);
  return {
    words: words.map(({ word }) => word),
    counts: words.map(({ count }) => count),
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
  { texts }: Pick<CountedTexts, 'texts'>,
  classes: Int32Array,
  { words, labels }: FastTextDictionary,
  { settings, names, order }: { settings: FeatureSettings; names: readonly string[]; order?: Int32Array },
): Training<TrainingData> {
  const features = new TextFeatures({ words }, settings);
  const used = new UsedBuckets(hashes(settings) ? settings.buckets : 0);
  const rows = new GrowingRows();
  const starts = new Int32Array(new SharedArrayBuffer(4 * (texts.length + 1)));
  const rowOfClass = names.map((name) => labels.indexOf(name));
  const shuffled = new Int32Array(new SharedArrayBuffer(4 * texts.length));
  for (const [place, text] of (order ?? Int32Array.from(texts.keys())).entries()) {
    if (place % TEXTS_A_STEP === 0) yield place / texts.length;
    features.visit(texts[text], (row) => {
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
