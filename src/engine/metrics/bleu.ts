// BLEU (Papineni et al. 2002) as sacreBLEU computes it (Post 2018), to the last digit: figures of the literature can be
// compared with it, and the signature says how it was made.

import { tokenizeForBleu, type BleuTokenizer } from './bleuTokenizers';

const ORDER = 4;

export interface BleuOptions {
  tokenize: BleuTokenizer;
  lowercase: boolean;
  /** What becomes of n-gram orders without a match. */
  smooth: 'exp' | 'floor' | 'add-k' | 'none';
  /** Of `floor` (0.1) and `add-k` (1). */
  smoothValue?: number;
}

export const defaultBleu: BleuOptions = { tokenize: '13a', lowercase: false, smooth: 'exp' };

/** Counts of one sentence, which may be added up: matches of order 1 to 4, n-grams of order 1 to 4, lengths. */
export const BLEU_COLUMNS = 2 * ORDER + 2;

export interface BleuScore {
  /** 0 to 100. */
  score: number;
  /** Of order 1 to 4, in percent. */
  precisions: number[];
  brevityPenalty: number;
  systemLength: number;
  referenceLength: number;
  /** n-grams of orders 1 to so many were written at all, at most 4. With fewer than 4 there is no score but 0. */
  orders: number;
}

/** The counts of a sentence, `[BLEU_COLUMNS]`. @param references at least one */
export function bleuCounts(hypothesis: string, references: readonly string[], options: BleuOptions): Float64Array {
  const tokens = words(hypothesis.trimEnd(), options);
  const others = references.map((reference) => words(reference.trimEnd(), options));
  const counts = new Float64Array(BLEU_COLUMNS);
  const own = ngrams(tokens);
  const most = new Map<string, number>();
  for (const other of others)
    for (const [gram, count] of ngrams(other)) most.set(gram, Math.max(most.get(gram) ?? 0, count));
  for (const [gram, count] of own) {
    const order = Number(gram[0]);
    counts[order - 1] += Math.min(count, most.get(gram) ?? 0);
    counts[ORDER + order - 1] += count;
  }
  counts[2 * ORDER] = tokens.length;
  counts[2 * ORDER + 1] = closestLength(tokens.length, others);
  return counts;
}

function words(text: string, { tokenize, lowercase }: BleuOptions): string[] {
  return tokenizeForBleu(lowercase ? text.toLowerCase() : text, tokenize);
}

/** All n-grams with their counts; the first character of a key is the order. */
function ngrams(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let order = 1; order <= ORDER; order++)
    for (let at = 0; at + order <= tokens.length; at++) {
      const key = `${order} ${tokens.slice(at, at + order).join(' ')}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return counts;
}

/** The reference length that is closest; of two as close, the shorter. */
function closestLength(length: number, references: readonly (readonly string[])[]): number {
  return references
    .map((reference) => reference.length)
    .reduce((best, other) => {
      const [now, then] = [Math.abs(other - length), Math.abs(best - length)];
      return now < then || (now === then && other < best) ? other : best;
    });
}

/**
 * The score of summed counts.
 * @param effectiveOrder for single sentences: orders for which the sentence is too short do not count
 */
export function bleuOf(
  counts: ArrayLike<number>,
  { smooth, smoothValue }: BleuOptions,
  { effectiveOrder = false }: { effectiveOrder?: boolean } = {},
): BleuScore {
  const matches = Array.from({ length: ORDER }, (_, i) => counts[i]);
  const totals = Array.from({ length: ORDER }, (_, i) => counts[ORDER + i]);
  const [systemLength, referenceLength] = [counts[2 * ORDER], counts[2 * ORDER + 1]];
  const shorter = systemLength < referenceLength;
  const brevityPenalty = !shorter ? 1 : systemLength > 0 ? Math.exp(1 - referenceLength / systemLength) : 0;
  const precisions = new Array<number>(ORDER).fill(0);
  const orders = totals.filter((total) => total > 0).length;
  const result = { precisions, brevityPenalty, systemLength, referenceLength, orders };
  if (matches.every((count) => count === 0)) return { score: 0, ...result };
  const value = smoothValue ?? (smooth === 'floor' ? 0.1 : 1);
  let order = ORDER;
  let halving = 1;
  for (let n = 1; n <= ORDER; n++) {
    const added = smooth === 'add-k' && n > 1 ? value : 0;
    const [match, total] = [matches[n - 1] + added, totals[n - 1] + added];
    if (total === 0) break;
    if (effectiveOrder) order = n;
    if (match > 0) precisions[n - 1] = (100 * match) / total;
    else if (smooth === 'exp') precisions[n - 1] = 100 / ((halving *= 2) * total);
    else if (smooth === 'floor') precisions[n - 1] = (100 * value) / total;
  }
  const logs = precisions.slice(0, order).map((p) => (p === 0 ? -9999999999 : Math.log(p)));
  const score = brevityPenalty * Math.exp(logs.reduce((sum, log) => sum + log, 0) / order);
  return { score, ...result };
}

/** The BLEU of one sentence, 0 to 100. */
export function sentenceBleu(hypothesis: string, references: readonly string[], options = defaultBleu): number {
  return bleuOf(bleuCounts(hypothesis, references, options), options, { effectiveOrder: true }).score;
}

/** How a figure was made, in the words of sacreBLEU's signatures. */
export function bleuSignature({ tokenize, lowercase, smooth, smoothValue }: BleuOptions, references = 1): string {
  const value =
    smooth === 'floor' || smooth === 'add-k' ? `[${(smoothValue ?? (smooth === 'floor' ? 0.1 : 1)).toFixed(2)}]` : '';
  return [
    `nrefs:${references}`,
    `case:${lowercase ? 'lc' : 'mixed'}`,
    'eff:no',
    `tok:${tokenize}`,
    `smooth:${smooth}${value}`,
    'version:nlp-lab',
  ].join('|');
}
