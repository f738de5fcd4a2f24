// Zipf's law: the count of a word falls as a power of its rank. Points evenly spaced on the logarithm of the rank, and
// the power that fits them.

import type { CorpusStatistics } from '../../../protocol/corpus';
import type { WordEntry } from './wordCounts';

const POINTS = 120;

/** `error`: counts up to this are not certain and left out. The fit takes the words seen more than once. */
export function zipfOf(words: ReadonlyMap<string, WordEntry>, error: number): CorpusStatistics['zipf'] {
  const counts = Uint32Array.from(words.values(), ({ count }) => count)
    .sort()
    .reverse();
  let certain = counts.length;
  while (certain > 0 && counts[certain - 1] <= error) certain--;
  const ranks = spacedRanks(certain);
  const names = wordsAt(words, counts, ranks);
  const points = ranks.map((rank) => {
    const tied = { first: firstRankOf(counts, counts[rank - 1]), last: firstRankOf(counts, counts[rank - 1] - 1) - 1 };
    return { rank, count: counts[rank - 1], word: names.get(rank) ?? '', ...(tied.last > tied.first ? { tied } : {}) };
  });
  return { points, ...fitOf(points.filter(({ count }) => count > 1)) };
}

function spacedRanks(last: number): number[] {
  if (last === 0) return [];
  const step = Math.log(last) / (POINTS - 1);
  const ranks = Array.from({ length: POINTS }, (_, i) => Math.min(last, Math.round(Math.exp(i * step))));
  return [...new Set(ranks)];
}

/** The words of these ranks; equally frequent ones stand in the order in which they were first seen. */
function wordsAt(
  words: ReadonlyMap<string, WordEntry>,
  counts: Uint32Array,
  ranks: readonly number[],
): Map<number, string> {
  const wanted = new Set(ranks);
  const nextRank = new Map(ranks.map((rank) => [counts[rank - 1], firstRankOf(counts, counts[rank - 1])]));
  const found = new Map<number, string>();
  for (const [word, { count }] of words) {
    const rank = nextRank.get(count);
    if (rank === undefined) continue;
    if (wanted.has(rank)) found.set(rank, word);
    nextRank.set(count, rank + 1);
  }
  return found;
}

/** The first rank with this count or a lower one, by bisection. @param counts falling */
function firstRankOf(counts: Uint32Array, count: number): number {
  let [low, high] = [0, counts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (counts[middle] > count) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

function fitOf(points: readonly { rank: number; count: number }[]): { exponent: number; fit: number } {
  const n = points.length;
  if (n < 3) return { exponent: 0, fit: 0 };
  const x = points.map(({ rank }) => Math.log(rank));
  const y = points.map(({ count }) => Math.log(count));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / n;
  const [mx, my] = [mean(x), mean(y)];
  const cross = x.reduce((sum, value, i) => sum + (value - mx) * (y[i] - my), 0);
  const square = x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
  const spread = y.reduce((sum, value) => sum + (value - my) ** 2, 0);
  return { exponent: cross / square, fit: spread === 0 ? 1 : cross ** 2 / (square * spread) };
}
