// The n-grams that are kept, as a tree of what texts end with, and where in it the history of each stands: the workplace of
// estimation.

import type { Training } from '../text/trainers/training';
import { visitNgrams } from './closedNgrams';
import type { CountedNgrams } from './countedNgrams';
import { findToken } from './ngramModel';

/** Which n-grams are kept: all of less than `from` tokens, and of longer ones those that occur at least `cutoff` times. */
export interface Pruning {
  cutoff: number;
  /** Above 1: single tokens are never left out. */
  from: number;
}

export const MOST_CUTOFF = 1000;

const isKept = (length: number, count: number, { cutoff, from }: Pruning): boolean => length < from || count >= cutoff;

/** By length, how many n-grams occur c times, or at least `MOST_CUTOFF` times, and how many have the adjusted count c, or at least 5. */
export interface NgramTally {
  counts: Float64Array[];
  countsOfCounts: Float64Array[];
}

export function* tallyNgrams(ngrams: CountedNgrams, vocabulary: number): Training<NgramTally> {
  const lengths = Array.from({ length: ngrams.order + 1 }, (_, length) => length);
  const counts = lengths.map(() => new Float64Array(MOST_CUTOFF + 1));
  const countsOfCounts = lengths.map(() => new Float64Array(6));
  yield* visitNgrams(ngrams, vocabulary, {
    close(length, count, adjusted) {
      countsOfCounts[length][Math.min(adjusted, 5)]++;
      counts[length][Math.min(count, MOST_CUTOFF)]++;
    },
  });
  counts[1].fill(0);
  counts[1][1] = vocabulary; // all tokens, seen or not
  return { counts, countsOfCounts };
}

/** How many n-grams of each length are kept. */
export const keptBy = ({ counts }: NgramTally, pruning: Pruning): number[] =>
  counts.map((of, length) => of.reduce((sum, ngrams, c) => sum + (isKept(length, c, pruning) ? ngrams : 0), 0));

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
  tally: NgramTally,
  { vocabulary, pruning }: { vocabulary: number; pruning: Pruning },
): Training<SuffixLevel[]> {
  const { order } = ngrams;
  const kept = keptBy(tally, pruning);
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
      if (!isKept(length, count, pruning)) return;
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
  { vocabulary, pruning, discount }: { vocabulary: number; pruning: Pruning; discount: Discounting },
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
      const stays = isKept(length, count, pruning);
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
