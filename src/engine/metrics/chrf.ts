// chrF and chrF++ (Popović 2015, 2017) as sacreBLEU computes them: the F-score of character n-grams, and of word n-grams.

import { splitSpaces } from './bleuTokenizers';

export interface ChrfOptions {
  characterOrder: number;
  /** 0: chrF; 2: chrF++ */
  wordOrder: number;
  /** Recall counts so many times as much as precision. */
  beta: number;
  lowercase: boolean;
}

export const defaultChrf: ChrfOptions = { characterOrder: 6, wordOrder: 0, beta: 2, lowercase: false };

const PUNCTUATION = new Set('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');

/** Counts of one sentence, which may be added up: by order n-grams of the output, of the reference, and matches. */
export function chrfCounts(hypothesis: string, references: readonly string[], options: ChrfOptions): Float64Array {
  const own = ngramsByOrder(hypothesis, options);
  let best: Float64Array | undefined;
  let bestScore = -1;
  for (const reference of references) {
    const other = ngramsByOrder(reference, options);
    const counts = new Float64Array(own.length * 3);
    own.forEach((grams, order) => {
      const [mine, theirs] = [totalOf(grams), totalOf(other[order])];
      counts[3 * order] = theirs > 0 ? mine : 0; // an order that the reference does not have says nothing
      counts[3 * order + 1] = theirs;
      for (const [gram, count] of grams) counts[3 * order + 2] += Math.min(count, other[order].get(gram) ?? 0);
    });
    const score = chrfOf(counts, options);
    if (score > bestScore) [best, bestScore] = [counts, score];
  }
  if (!best) throw new Error('chrF needs a reference.');
  return best;
}

const totalOf = (grams: ReadonlyMap<string, number>): number =>
  [...grams.values()].reduce((sum, count) => sum + count, 0);

function ngramsByOrder(text: string, { characterOrder, wordOrder, lowercase }: ChrfOptions): Map<string, number>[] {
  const given = lowercase ? text.toLowerCase() : text;
  const characters = Array.from(splitSpaces(given).join(''));
  const words = wordOrder > 0 ? splitSpaces(given).flatMap(withoutPunctuation) : [];
  return [
    ...Array.from({ length: characterOrder }, (_, i) => ngrams(characters, i + 1, '')),
    ...Array.from({ length: wordOrder }, (_, i) => ngrams(words, i + 1, ' ')),
  ];
}

/** A mark at the end or the beginning of a word is a word of its own. */
function withoutPunctuation(word: string): string[] {
  const characters = Array.from(word);
  if (characters.length === 1) return [word];
  const last = characters[characters.length - 1];
  if (PUNCTUATION.has(last)) return [characters.slice(0, -1).join(''), last];
  if (PUNCTUATION.has(characters[0])) return [characters[0], characters.slice(1).join('')];
  return [word];
}

function ngrams(tokens: readonly string[], order: number, joint: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at + order <= tokens.length; at++) {
    const key = tokens.slice(at, at + order).join(joint);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The score of summed counts, 0 to 100: precision and recall are means over the orders that both sides have. */
export function chrfOf(counts: ArrayLike<number>, { beta }: ChrfOptions): number {
  let [precision, recall, orders] = [0, 0, 0];
  for (let at = 0; at < counts.length; at += 3) {
    const [mine, theirs, match] = [counts[at], counts[at + 1], counts[at + 2]];
    if (mine === 0 || theirs === 0) continue;
    precision += match / mine;
    recall += match / theirs;
    orders++;
  }
  if (orders === 0 || precision + recall === 0) return 0;
  precision /= orders;
  recall /= orders;
  const factor = beta ** 2;
  return (100 * (1 + factor) * precision * recall) / (factor * precision + recall);
}
