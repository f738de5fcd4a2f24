// Batches of texts of similar length. The plan of an epoch follows from (seed, epoch) alone, so that the position
// { epoch, batch } is all there is to save: a resumed run sees the same batches in the same order.

import type { TrainingOptions } from '../schema/training';
import { PAD } from '../text/vocabulary';
import type { KeptTexts } from './encodedTexts';
import { createRandom } from './random';

export interface PlanOptions {
  batchSize: number;
  /** Longest possible length; the last bucket is no longer than this. */
  maxLength: number;
  /** Shuffles examples and batches; without it the plan is by length and the same for every epoch. */
  shuffle?: { seed: number; epoch: number };
}

/** One batch, ready for the model. */
export interface Batch {
  /** `[time, batch]`, time-major, filled up with `PAD`; where examples have several texts `[time, batch, texts]`. */
  ids: Int32Array;
  /** `[batch]` or `[batch, texts]`, tokens without padding, at least 1. */
  lengths: Int32Array;
  /** `[batch]`, the number of each example. */
  examples: Int32Array;
  time: number;
  /** Of examples. */
  size: number;
  /** Of each example. */
  texts: number;
}

/**
 * Rounds a length up so that few shapes occur and at most a fifth or so of a batch is padding: multiples of 4 up to 32,
 * from there on four steps to each doubling (40, 48, 56, 64, 80, ...).
 */
export function bucketLength(length: number, maxLength: number): number {
  const step = Math.max(4, 2 ** (Math.floor(Math.log2(Math.max(1, length - 1))) - 2));
  return Math.min(Math.ceil(length / step) * step, Math.max(maxLength, length));
}

type BatchLayout = Pick<TrainingOptions, 'padding' | 'maxLength' | 'padTo'>;

/** To how many steps a batch is filled up whose longest text has so many tokens. */
export const batchLength = (longest: number, { maxLength, padTo }: Omit<BatchLayout, 'padding'>): number =>
  padTo === 'maxLength' ? Math.max(longest, maxLength) : bucketLength(longest, maxLength);

/**
 * The batches of an epoch as example numbers, views of one array; each example occurs once. Every batch but one has `batchSize`
 * examples: what is left over in a bucket moves up into the next one.
 *
 * @param lengths `[examples]`, in tokens
 */
export function planBatches(lengths: Int32Array, { batchSize, maxLength, shuffle }: PlanOptions): Int32Array[] {
  const random = shuffle && createRandom({ seed: shuffle.seed, stream: 'order', index: shuffle.epoch });
  const order = Int32Array.from({ length: lengths.length }, (_, example) => example);
  if (random) random.shuffle(order);
  const sorted = byBucket(order, lengths, maxLength);
  const batches: Int32Array[] = [];
  for (let at = 0; at < sorted.length; at += batchSize) batches.push(sorted.subarray(at, at + batchSize));
  return random ? random.shuffle(batches) : batches;
}

/** The examples with those of the shortest bucket first, within it in their order. */
function byBucket(order: Int32Array, lengths: Int32Array, maxLength: number): Int32Array {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const bucketOf = Int32Array.from({ length: longest + 1 }, (_, length) => bucketLength(length, maxLength));
  const places = new Int32Array(bucketOf[longest] + 2); // where the next of a bucket goes, one place further on
  for (const length of lengths) places[bucketOf[length] + 1]++;
  for (let bucket = 1; bucket < places.length; bucket++) places[bucket] += places[bucket - 1];
  const sorted = new Int32Array(order.length);
  for (const example of order) sorted[places[bucketOf[lengths[example]]]++] = example;
  return sorted;
}

/**
 * The batches that examples are answered in. One that is left over by itself stands in its batch twice, and is answered twice alike: a
 * product of one row is summed in another order than one of several, of which each has the same bits whatever the others are. So an
 * answer does not depend on what is asked along with it.
 */
export const answeringBatches = (lengths: Int32Array, options: Omit<PlanOptions, 'shuffle'>): Int32Array[] =>
  planBatches(lengths, options).map((batch) => (batch.length === 1 ? Int32Array.of(batch[0], batch[0]) : batch));

/**
 * Lays the texts of one batch out, padded to the bucket of the longest.
 * @param texts of each example so many, one behind the other
 */
export function makeBatch(
  { ids: all, starts }: KeptTexts,
  examples: Int32Array,
  { padding, maxLength, padTo }: BatchLayout,
  texts = 1,
): Batch {
  const size = examples.length;
  const columns = size * texts;
  const textAt = (column: number): number => examples[Math.floor(column / texts)] * texts + (column % texts);
  const lengths = Int32Array.from({ length: columns }, (_, column) => {
    const text = textAt(column);
    return starts[text + 1] - starts[text];
  });
  const longest = lengths.reduce((most, length) => Math.max(most, length), 1);
  const time = batchLength(longest, { maxLength, padTo });
  const ids = new Int32Array(time * columns).fill(PAD);
  const text = new Int32Array(longest);
  lengths.forEach((length, column) => {
    const first = padding === 'after' ? 0 : time - length;
    all.read(starts[textAt(column)], text.subarray(0, length));
    for (let t = 0; t < length; t++) ids[(first + t) * columns + column] = text[t];
  });
  return { ids, lengths, examples, time, size, texts };
}

/** The share of padding among all cells of a plan's batches, 0 to 1. */
export function paddingShare(
  plan: readonly Int32Array[],
  lengths: Int32Array,
  layout: Omit<BatchLayout, 'padding'>,
): number {
  let cells = 0;
  let tokens = 0;
  for (const batch of plan) {
    let longest = 1;
    for (const example of batch) {
      tokens += lengths[example];
      longest = Math.max(longest, lengths[example]);
    }
    cells += batch.length * batchLength(longest, layout);
  }
  return cells > 0 ? 1 - tokens / cells : 0;
}
