// Kneser-Ney as its equations are written, with a map for each length: slow, and nothing of it is shared with the engine.

import type { DiscountCount } from '../../../src/engine/ngrams/discounts';

type Counts = Map<string, number>;
const keyOf = (tokens: readonly number[]): string => tokens.join(' ');
const addTo = (counts: Counts, key: string, by = 1): void => void counts.set(key, (counts.get(key) ?? 0) + by);

/** @returns p(token | history), the whole history given */
export function plainKneserNey(
  text: readonly number[],
  {
    order,
    vocabulary,
    kind,
    cutoff,
    from = 3,
  }: { order: number; vocabulary: number; kind: DiscountCount; cutoff: number; from?: number },
): (history: readonly number[], token: number) => number {
  // Before the text stand order − 1 tokens that are none.
  const padded = [...new Array<number>(order - 1).fill(-1), ...text];
  const raw: Counts[] = [];
  const adjusted: Counts[] = [];
  for (let length = 1; length <= order; length++) {
    raw[length] = new Map();
    const before = new Map<string, Set<number>>();
    for (let end = order - 1; end < padded.length; end++) {
      const ngram = padded.slice(end - length + 1, end + 1);
      if (ngram.includes(-1)) continue;
      addTo(raw[length], keyOf(ngram));
      if (length === order) continue;
      const seen = before.get(keyOf(ngram)) ?? new Set();
      before.set(keyOf(ngram), seen.add(padded[end - length]));
    }
    adjusted[length] = length === order ? raw[length] : new Map([...before].map(([key, seen]) => [key, seen.size]));
  }
  const discounts = adjusted.map((counts) => {
    const n = (count: number) => [...counts.values()].filter((value) => value === count).length;
    const y = n(1) / (n(1) + 2 * n(2));
    const found =
      kind === 1 ? [y, y, y] : [1 - (2 * y * n(2)) / n(1), 2 - (3 * y * n(3)) / n(2), 3 - (4 * y * n(4)) / n(3)];
    if (found.every((d, i) => d > 0 && d < i + 1)) return found;
    return kind === 1 ? [0.75, 0.75, 0.75] : [0.5, 1, 1.5];
  });
  const probability = (history: readonly number[], token: number): number => {
    const length = history.length + 1;
    const shorter = history.length === 0 ? 1 / vocabulary : probability(history.slice(1), token);
    let [total, own, taken] = [0, 0, 0];
    for (let next = 0; next < vocabulary; next++) {
      const key = keyOf([...history, next]);
      const count = adjusted[length].get(key) ?? 0;
      if (count === 0) continue;
      const isKept = length < from || (raw[length].get(key) ?? 0) >= cutoff;
      const discount = isKept ? discounts[length][Math.min(count, 3) - 1] : count;
      total += count;
      taken += discount;
      if (next === token) own = count - discount;
    }
    const isHistoryKept = history.length < from || (raw[history.length].get(keyOf(history)) ?? 0) >= cutoff;
    return total === 0 || !isHistoryKept ? shorter : own / total + (taken / total) * shorter;
  };
  return (history, token) => probability(history.slice(Math.max(0, history.length - order + 1)), token);
}
