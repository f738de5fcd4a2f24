// The n-grams that are kept, as a tree of what texts end with, and where in it the history of each stands: the workplace of
// estimation.

import type { Training } from '../text/trainers/training';
import { visitNgrams } from './closedNgrams';
import type { CountedNgrams } from './countedNgrams';
import { findToken } from './ngramModel';

/** n-grams of so many tokens are kept however rare they are. */
const ALWAYS_KEPT = 2;

/** What is kept of n-grams of more than two tokens: those that occur at least so often. */
const isKept = (length: number, count: number, cutoff: number): boolean => length <= ALWAYS_KEPT || count >= cutoff;

/** How many n-grams of each length there are: `kept[length]`, and `countsOfCounts[length][c]` of those with the adjusted count c. */
export interface NgramTally {
  kept: number[];
  countsOfCounts: Float64Array[];
}

export function* tallyNgrams(ngrams: CountedNgrams, vocabulary: number, cutoff: number): Training<NgramTally> {
  const lengths = Array.from({ length: ngrams.order + 1 }, (_, length) => length);
  const kept = lengths.map(() => 0);
  const countsOfCounts = lengths.map(() => new Float64Array(6));
  yield* visitNgrams(ngrams, vocabulary, {
    close(length, count, adjusted) {
      countsOfCounts[length][Math.min(adjusted, 5)]++;
      if (isKept(length, count, cutoff)) kept[length]++;
    },
  });
  kept[1] = vocabulary; // all tokens, seen or not
  return { kept, countsOfCounts };
}

/** The n-grams of one length, sorted by their last token, the one before it, and so on. */
export interface SuffixLevel {
  /** `[ngrams]`; not there for single tokens, whose place is their id, and for the longest n-grams. */
  firstTokens: Int32Array;
  /** How often those of the longest length occur, and before the others how many different tokens stand; `[ngrams]`. */
  adjusted: Int32Array;
  /** Where the n-grams of one token more that end with each begin, `[ngrams + 1]`. */
  starts: Int32Array;
}

/** @returns levels by length, from single tokens on */
export function* suffixTree(
  ngrams: CountedNgrams,
  { kept }: NgramTally,
  { vocabulary, cutoff }: { vocabulary: number; cutoff: number },
): Training<SuffixLevel[]> {
  const { order } = ngrams;
  const levels = kept.map((count, length) => ({
    firstTokens: new Int32Array(length > 1 && length < order ? count : 0),
    adjusted: new Int32Array(count),
    starts: new Int32Array(length < order ? count + 1 : 0),
  }));
  const tokens = new Int32Array(order + 1);
  const used = new Int32Array(order + 2);
  yield* visitNgrams(ngrams, vocabulary, {
    open(length, token) {
      tokens[length] = token;
    },
    close(length, count, adjusted) {
      if (!isKept(length, count, cutoff)) return;
      const level = levels[length];
      const place = length === 1 ? tokens[1] : used[length]++;
      level.adjusted[place] = adjusted;
      if (length === order) return;
      level.starts[place + 1] = used[length + 1];
      if (length > 1) level.firstTokens[place] = tokens[length];
    },
  });
  const { starts } = levels[1];
  for (let token = 1; token < starts.length; token++) starts[token] = Math.max(starts[token], starts[token - 1]);
  return levels.slice(1);
}

/** What follows histories, by their length (0: the empty one) and their place in the tree. */
export interface Histories {
  /** Σ of the adjusted counts of all n-grams that begin with the history. */
  totals: Uint32Array[];
  /** How much of that is taken from what was seen: discounts, and the whole count of those that are not kept. */
  taken: Float64Array[];
  /** Of n-grams of two tokens and more, by length: the place of the history, and the last token; `[ngrams]`. */
  places: Int32Array[];
  lastTokens: Int32Array[];
}

/** @param discount what is taken from an adjusted count, by length */
export function* findHistories(
  ngrams: CountedNgrams,
  levels: readonly SuffixLevel[],
  { vocabulary, cutoff, discount }: { vocabulary: number; cutoff: number; discount: Discounting },
): Training<Histories> {
  const { order } = ngrams;
  const sizes = [1, ...levels.map(({ adjusted }) => adjusted.length)]; // by length
  const totals = sizes.slice(0, -1).map((size) => new Uint32Array(size));
  const taken = sizes.slice(0, -1).map((size) => new Float64Array(size));
  const places = sizes.map((size, length) => new Int32Array(length > 1 ? size : 0));
  const lastTokens = places.map(({ length }) => new Int32Array(length));
  const used = new Int32Array(order + 1);
  const history = new Int32Array(order + 1); // of the open n-gram of each length, −1: not kept
  let lastToken = 0;
  yield* visitNgrams(ngrams, vocabulary, {
    open(length, token) {
      if (length === 1) lastToken = token;
      if (length < 3) history[length] = length === 1 ? 0 : token;
      else {
        const shorter = history[length - 1];
        const { starts } = levels[length - 3];
        const { firstTokens } = levels[length - 2];
        history[length] = shorter < 0 ? -1 : findToken(firstTokens, starts[shorter], starts[shorter + 1], token);
      }
    },
    close(length, count, adjusted) {
      const place = history[length];
      if (place < 0) return; // nobody asks what follows it
      const stays = isKept(length, count, cutoff);
      totals[length - 1][place] += adjusted;
      taken[length - 1][place] += stays ? discount(length, adjusted) : adjusted;
      if (length < 2 || !stays) return;
      places[length][used[length]] = place;
      lastTokens[length][used[length]++] = lastToken;
    },
  });
  return { totals, taken, places, lastTokens };
}

export type Discounting = (length: number, adjusted: number) => number;
