// Batches of pairs of similar lengths. The plan of an epoch follows from (seed, epoch) alone.

import { BOS, EOS, PAD } from '../text/vocabulary';
import { bucketLength } from './batches';
import { lengthsOf, type EncodedSources, type EncodedTexts, type SourceNumbers } from './encodedTexts';
import type { NumberedSource } from '../schema/numberedSource';
import { createRandom } from './random';

/** Encoded sides of the same pairs. Targets are without begin and end symbols. */
export interface EncodedPairs {
  source: EncodedSources;
  target: EncodedTexts;
}

export interface PairPlanOptions {
  batchSize: number;
  /** About so many target tokens in a batch, padding and end symbol counted; 0: `batchSize` pairs. */
  batchTokens: number;
  maxLength: number;
  /** Without it the plan is by length and the same for every epoch. */
  shuffle?: { seed: number; epoch: number };
}

/** One batch, ready for the model; sequences are time-major. */
export interface PairBatch {
  /** `[sourceTime, batch]` token ids; of pictures `[batch, ...shape]` */
  source: Int32Array | Float32Array;
  /** `[sourceTime, batch]`, 0 at padding; of pictures nothing, for all their places count */
  sourceMask: Uint8Array;
  /** `[time, batch]`: the begin symbol, then the target. */
  target: Int32Array;
  /** `[time, batch]`: the target, then the end symbol; `PAD` does not count. */
  labels: Int32Array;
  /** Tokens of the longest; of pictures their places. */
  sourceTime: number;
  time: number;
  size: number;
  /** Labels that count. */
  tokens: number;
  /** `[batch]`, the number of each pair. */
  pairs: Int32Array;
}

/** The batches of an epoch as numbers of pairs; each pair occurs once. */
export function planPairBatches(pairs: EncodedPairs, options: PairPlanOptions): Int32Array[] {
  const { batchSize, batchTokens, maxLength, shuffle } = options;
  const random = shuffle && createRandom({ seed: shuffle.seed, stream: 'order', index: shuffle.epoch });
  const order = Int32Array.from({ length: pairs.source.starts.length - 1 }, (_, i) => i);
  if (random) random.shuffle(order);
  const bucketsOf = (texts: EncodedSources, extra: number): Int32Array =>
    placeLengths(texts).map((length) => (texts.numbered ? length : bucketLength(length + extra, maxLength + extra)));
  const [source, target] = [bucketsOf(pairs.source, 0), bucketsOf(pairs.target, 1)];
  order.sort((a, b) => target[a] - target[b] || source[a] - source[b]); // stable: equal ones stay shuffled
  const batches: Int32Array[] = [];
  for (let first = 0; first < order.length;) {
    let size = 1;
    let sourceTime = source[order[first]];
    while (first + size < order.length) {
      const next = order[first + size];
      sourceTime = Math.max(sourceTime, source[next]);
      // A long source takes as much memory as a long target.
      const cells = (size + 1) * Math.max(target[next], sourceTime);
      if (batchTokens > 0 ? cells > batchTokens : size >= batchSize) break;
      size++;
    }
    batches.push(order.slice(first, first + size));
    first += size;
  }
  return random ? random.shuffle(batches) : batches;
}

const placesOf = ({ rows, columns }: NumberedSource): number => rows * columns;

/** Of each source, what a decoder can look at: tokens or places. */
export const placeLengths = (sources: EncodedSources): Int32Array =>
  sources.numbered ? lengthsOf(sources).fill(placesOf(sources.numbered)) : lengthsOf(sources);

/** Lays the pairs of one batch out, padded to the buckets of the longest. */
export function makePairBatch(
  { source, target }: EncodedPairs,
  pairs: Int32Array,
  { padding, maxLength }: { padding: 'before' | 'after'; maxLength: number },
): PairBatch {
  const size = pairs.length;
  const laidOut = layOutSources(
    Array.from(pairs, (pair) => source.ids.subarray(source.starts[pair], source.starts[pair + 1])),
    { padding, maxLength, numbered: source.numbered },
  );
  const lengths = pairs.map((pair) => target.starts[pair + 1] - target.starts[pair]);
  const time = bucketLength(Math.max(...lengths) + 1, maxLength + 1);
  const inputs = new Int32Array(time * size).fill(PAD);
  const labels = new Int32Array(time * size).fill(PAD);
  let tokens = 0;
  pairs.forEach((pair, column) => {
    const length = lengths[column];
    inputs[column] = BOS;
    for (let t = 0; t < length; t++) {
      const id = target.ids[target.starts[pair] + t];
      labels[t * size + column] = id;
      inputs[(t + 1) * size + column] = id;
    }
    labels[length * size + column] = EOS;
    tokens += length + 1;
  });
  return { ...laidOut, target: inputs, labels, time, size, tokens, pairs };
}

export interface SourceLayout {
  padding: 'before' | 'after';
  maxLength: number;
  /** Of sources that are no texts. */
  numbered?: NumberedSource;
}

export type LaidOutSources = Pick<PairBatch, 'source' | 'sourceMask' | 'sourceTime' | 'size'>;

/** Sources side by side: `[sourceTime, batch]`, with the mask of what is no padding; pictures one behind the other. */
export function layOutSources(
  sources: readonly SourceNumbers[],
  { padding, maxLength, numbered }: SourceLayout,
): LaidOutSources {
  const size = sources.length;
  if (numbered) {
    const numbers = new Float32Array(sources.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const each of sources) {
      numbers.set(each, at);
      at += each.length;
    }
    return { source: numbers, sourceMask: new Uint8Array(), sourceTime: placesOf(numbered), size };
  }
  const sourceTime = bucketLength(Math.max(1, ...sources.map(({ length }) => length)), maxLength);
  const source = new Int32Array(sourceTime * size).fill(PAD);
  const sourceMask = new Uint8Array(sourceTime * size);
  sources.forEach((ids, column) => {
    const first = padding === 'after' ? 0 : sourceTime - ids.length;
    ids.forEach((id, t) => {
      source[(first + t) * size + column] = id;
      sourceMask[(first + t) * size + column] = 1;
    });
  });
  return { source, sourceMask, sourceTime, size };
}
