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
  const names = wordsWith(words, new Set(ranks.map((rank) => counts[rank - 1])));
  const points = ranks.map((rank) => ({ rank, count: counts[rank - 1], word: names.get(counts[rank - 1]) ?? '' }));
  return { points, ...fitOf(points.filter(({ count }) => count > 1)) };
}

function spacedRanks(last: number): number[] {
  if (last === 0) return [];
  const step = Math.log(last) / (POINTS - 1);
  const ranks = Array.from({ length: POINTS }, (_, i) => Math.min(last, Math.round(Math.exp(i * step))));
  return [...new Set(ranks)];
}

/** For each count one word that has it. */
function wordsWith(words: ReadonlyMap<string, WordEntry>, wanted: ReadonlySet<number>): Map<number, string> {
  const found = new Map<number, string>();
  for (const [word, { count }] of words) if (wanted.has(count) && !found.has(count)) found.set(count, word);
  return found;
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
