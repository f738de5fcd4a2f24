// Interpolated Kneser-Ney smoothing (Kneser and Ney 1995) with one or with three discounts (Chen and Goodman 1999, equations 23 to 27).
// For an n-gram hw with the history h, h' being h without its first token:
//
//   p(w | h) = max(a(hw) − D(a(hw)), 0) / Σ_v a(hv)  +  γ(h) p(w | h')
//   γ(h)     = Σ_v D(a(hv)) / Σ_v a(hv)
//
// a(hw) is how often hw occurs where it has the longest length, and else how many different tokens stand before it. The empty history
// falls back on all tokens alike: p(w) = (a(w) − D) / Σ_v a(v) + γ / V, so that every token of the vocabulary has a probability. Of
// n-grams that are left out because they are rare the whole count is in γ.

import type { Training } from '../text/trainers/training';
import type { CountedNgrams } from './countedNgrams';
import { discountOf, discountsOf, type DiscountCount, type Discounts } from './discounts';
import { NgramModel, type NgramLevel } from './ngramModel';
import {
  findHistories,
  type Histories,
  keptBy,
  MOST_CUTOFF,
  type NgramTally,
  type Pruning,
  suffixTree,
  type SuffixLevel,
  tallyNgrams,
} from './suffixTree';

export interface EstimationOptions {
  vocabulary: number;
  discounts: DiscountCount;
  /** n-grams of three tokens and more are left out where they occur less often. */
  cutoff: number;
  /** More is left out where it would take more bytes than these: what occurs less than 2, 3, ... times, and of two tokens too where need be. */
  within?: number;
  /** Told how many bytes it will take before they are; may refuse by throwing. */
  allow?(bytes: number): void;
}

export interface EstimatedModel {
  model: NgramModel;
  /** By length, from single tokens on. */
  discounts: Discounts[];
  pruning: Pruning;
}

/** Works out all probabilities; reads the counts three times. */
export function* estimateNgrams(ngrams: CountedNgrams, options: EstimationOptions): Training<EstimatedModel> {
  const { vocabulary, allow } = options;
  const tally = yield* pass(0, tallyNgrams(ngrams, vocabulary));
  const discounts = tally.countsOfCounts.slice(1).map((counts) => discountsOf(options.discounts, counts));
  const pruning = pruningOf(tally, options);
  allow?.(bytesOf(keptBy(tally, pruning)));
  const tree = yield* pass(1, suffixTree(ngrams, tally, { vocabulary, pruning }));
  const discount = (length: number, adjusted: number): number => discountOf(discounts[length - 1], adjusted);
  const histories = yield* pass(2, findHistories(ngrams, tree, { vocabulary, pruning, discount }));
  return { model: new NgramModel(levelsOf(tree, histories, discount)), discounts, pruning };
}

/** n-grams of fewer tokens are kept however rare they are, as long as there is room. */
const SHORTEST_PRUNED = 3;

/** What is left out: no more than is asked for where that fits, and else as little as fits. */
function pruningOf(tally: NgramTally, { cutoff, within = Infinity }: EstimationOptions): Pruning {
  const asked = { cutoff, from: SHORTEST_PRUNED };
  if (bytesOf(keptBy(tally, asked)) <= within) return asked;
  const withoutLonger = keptBy(tally, asked).map((kept, length) => (length < SHORTEST_PRUNED ? kept : 0));
  const from = bytesOf(withoutLonger) <= within / 2 ? SHORTEST_PRUNED : 2;
  let pruning = { cutoff, from };
  while (pruning.cutoff < MOST_CUTOFF && bytesOf(keptBy(tally, pruning)) > within)
    pruning = { cutoff: pruning.cutoff + 1, from };
  return pruning;
}

const PASSES = 3;

function* pass<T>(index: number, steps: Training<T>): Training<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    yield (index + value) / PASSES;
  }
}

/** Of tree, histories and model together: 14 numbers for each n-gram that has longer ones, 5 for each of the longest. */
const bytesOf = (kept: readonly number[]): number =>
  kept.reduce((sum, count, length) => sum + 4 * count * (length < kept.length - 1 ? 14 : 5), 0);

/** The probabilities of one length after the other, and the tree turned round: sorted by histories. */
function levelsOf(
  tree: readonly SuffixLevel[],
  { totals, taken, places, lastTokens }: Histories,
  discount: (length: number, adjusted: number) => number,
): NgramLevel[] {
  const levels: NgramLevel[] = [];
  let shorter = unigrams(tree[0], totals[0][0], taken[0][0] / totals[0][0], discount); // in the order of `tree`
  let order = Int32Array.from(shorter.keys()); // where each of them stands in the model
  for (let length = 1; ; length++) {
    const level = emptyLevel(shorter.length, length);
    for (let i = 0; i < shorter.length; i++) level.probabilities[order[i]] = shorter[i];
    for (let i = 0; i < lastTokens[length].length; i++) level.tokens[order[i]] = lastTokens[length][i];
    levels.push(level);
    if (length === tree.length) return levels;

    const [total, backoff] = [totals[length], taken[length]];
    for (let i = 0; i < total.length; i++) backoff[i] = total[i] > 0 ? backoff[i] / total[i] : 1; // γ(h)
    level.backoffs = new Float32Array(shorter.length);
    for (let i = 0; i < shorter.length; i++) level.backoffs[order[i]] = backoff[i];

    const { starts } = tree[length - 1];
    const { adjusted } = tree[length];
    const history = places[length + 1];
    const longer = new Float32Array(adjusted.length);
    for (let i = 0; i < shorter.length; i++)
      for (let j = starts[i]; j < starts[i + 1]; j++) {
        const h = history[j];
        longer[j] = (adjusted[j] - discount(length + 1, adjusted[j])) / total[h] + backoff[h] * shorter[i];
      }

    const first = new Int32Array(shorter.length + 1);
    for (let j = 0; j < history.length; j++) first[order[history[j]] + 1]++;
    for (let i = 0; i < shorter.length; i++) first[i + 1] += first[i];
    level.starts = first.slice();
    order = history.map((h) => first[order[h]]++); // those of one history stay in the order of their last tokens
    shorter = longer;
  }
}

function unigrams(
  { adjusted }: SuffixLevel,
  total: number,
  rest: number,
  discount: (length: number, adjusted: number) => number,
): Float32Array<ArrayBuffer> {
  const share = rest / adjusted.length;
  return Float32Array.from(adjusted, (count) => (count - discount(1, count)) / total + share);
}

const emptyLevel = (ngrams: number, length: number): NgramLevel => ({
  tokens: new Int32Array(length > 1 ? ngrams : 0),
  probabilities: new Float32Array(ngrams),
  backoffs: new Float32Array(0),
  starts: new Int32Array(0),
});
