// Phrases: pairs of words that stand together more often than chance become one word (Mikolov et al. 2013b, section 4).

import { PairTable } from './pairTable';
import type { TokenWriter } from './tokenStore';

export interface PhraseOptions {
  passes: number;
  minCount: number;
  threshold: number;
}

const JOIN = '_';

/** Joins pairs in the corpus: each pass reads it twice. `pause` is awaited between the readings. */
export async function joinPhrases(
  corpus: TokenWriter,
  { passes, minCount, threshold }: PhraseOptions,
  pause: () => Promise<void>,
): Promise<void> {
  for (let pass = 0; pass < passes; pass++) {
    const phrases = findPhrases(corpus, minCount, threshold);
    await pause();
    if (phrases.size === 0) return;
    joinIn(corpus, phrases);
    await pause();
  }
}

/**
 * score(a, b) = (count(a b) - minCount) · N / (count(a) · count(b)), with N words in the corpus, as in the authors' word2phrase
 * (equation 6, where N is left to the threshold). Keys are `a · words + b`.
 */
function findPhrases(corpus: TokenWriter, minCount: number, threshold: number): Set<number> {
  const { counts, words } = corpus;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const pairs = new PairTable(words.length);
  const phrases = new Set<number>();
  try {
    corpus.forEachSentence((sentence) => {
      for (let at = 1; at < sentence.length; at++) {
        const [first, second] = [sentence[at - 1], sentence[at]];
        if (counts[first] >= minCount && counts[second] >= minCount) pairs.add(first, second, 1);
      }
    });
    for (const { first, second, sum } of pairs.entries()) {
      if (sum < minCount) continue;
      const score = ((sum - minCount) * total) / (counts[first] * counts[second]);
      if (score > threshold) phrases.add(first * words.length + second);
    }
  } finally {
    pairs.discard();
  }
  return phrases;
}

/** From the left, every pair that is a phrase becomes a word of its own; a word is part of one phrase at most. */
function joinIn(corpus: TokenWriter, phrases: ReadonlySet<number>): void {
  const { words } = corpus;
  const size = words.length;
  const joined: string[] = [...words];
  const ids = new Map<number, number>();
  const idOf = (key: number): number => {
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, joined.length);
    joined.push(`${words[Math.floor(key / size)]}${JOIN}${words[key % size]}`);
    return joined.length - 1;
  };
  corpus.rewrite(
    (sentence) => {
      const result: number[] = [];
      for (let at = 0; at < sentence.length; at++) {
        const key = at + 1 < sentence.length ? sentence[at] * size + sentence[at + 1] : -1;
        if (!phrases.has(key)) result.push(sentence[at]);
        else {
          result.push(idOf(key));
          at++;
        }
      }
      return result;
    },
    () => joined,
  );
}
