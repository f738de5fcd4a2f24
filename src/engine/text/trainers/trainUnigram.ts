// Learns a unigram language model (Kudo 2018) from counted words: frequent substrings as seeds, expectation-maximisation
// over all ways to cut, and again and again the pieces that are missed least are given up. Runs in one order on one
// thread, so that every sum has the same bits everywhere.

import { widthAt } from '../tokenizers/pieces';
import { alphabetOf, sortedWords, type SubwordOptions, type Training, type WordCounts } from './training';
import { selectLargest } from './largest';
import { Lattice } from './lattice';
import { seedPieces, type Piece } from './unigramSeeds';

export interface LearnedUnigram {
  /** By id, special tokens first with score 0; then by falling score. */
  pieces: { token: string; score: number }[];
}

const MAX_PIECE_LENGTH = 16;
const SEEDS_PER_PIECE = 20;
const MAX_SEEDS = 1_000_000;
const SHRINK = 0.75;
const ROUNDS_OF_EM = 2;
/** A piece expected less often than this is given up at once. */
const LEAST_EXPECTED = 0.5;
/** Longer words are learned from in parts: one line without white space must not cost its length times all pieces. */
const MAX_WORD_LENGTH = 1_000;
const PAUSE_EVERY = 10_000;
/** Share of the progress that is finding the first pieces. */
const SEEDING = 0.3;

export function* trainUnigram(counts: WordCounts, options: SubwordOptions): Training<LearnedUnigram> {
  const { vocabularySize, minFrequency, specialTokens, alphabetLimit } = options;
  const words = yield* allInParts(yield* sortedWords(counts));
  const alphabet = yield* alphabetOf(counts, alphabetLimit);
  const wanted = Math.max(alphabet.length, vocabularySize - specialTokens.length);
  const most = Math.min(MAX_SEEDS, Math.max(10_000, wanted * SEEDS_PER_PIECE));
  const seedOptions = { alphabet, most, minFrequency: Math.max(2, minFrequency), maxLength: MAX_PIECE_LENGTH };
  let pieces = yield* scaled(seedPieces(words, seedOptions), SEEDING);
  const required = new Set(alphabet);
  const target = Math.max(Math.floor(wanted * 1.1), alphabet.length);
  const rounds = Math.max(1, Math.ceil(Math.log(pieces.length / target) / -Math.log(SHRINK)) + 1);
  for (let round = 0; ; round++) {
    const progress = Math.min(0.99, SEEDING + ((1 - SEEDING) * round) / (rounds + 1));
    for (let i = 0; i < ROUNDS_OF_EM; i++) pieces = yield* improve(pieces, words, required, progress);
    if (pieces.length <= target) break;
    const before = pieces.length;
    pieces = yield* prune(pieces, words, required, {
      size: Math.max(target, Math.floor(pieces.length * SHRINK)),
      progress,
    });
    if (pieces.length >= before) break;
  }
  const kept = finish(pieces, alphabet, wanted);
  return { pieces: [...specialTokens.map((token) => ({ token, score: 0 })), ...kept] };
}

/** The same steps, whose progress is a share of a larger whole. */
function* scaled<T>(training: Training<T>, share: number): Training<T> {
  for (;;) {
    const { done, value } = training.next();
    if (done) return value;
    yield share * value;
  }
}

type Counted = { word: string; count: number };

function* allInParts(words: readonly Counted[]): Training<Counted[]> {
  const parts: Counted[] = [];
  for (const { word, count } of words) {
    for (let start = 0; start < word.length;) {
      let end = Math.min(word.length, start + MAX_WORD_LENGTH);
      if (end < word.length && widthAt(word, end - 1) === 2) end--;
      parts.push({ word: word.length <= MAX_WORD_LENGTH ? word : word.slice(start, end), count });
      if (parts.length % PAUSE_EVERY === 0) yield 0;
      start = end;
    }
  }
  return parts;
}

/** One round of expectation and maximisation; pieces that are hardly expected go, unless required. */
function* improve(
  pieces: readonly Piece[],
  words: readonly Counted[],
  required: ReadonlySet<string>,
  progress: number,
): Training<Piece[]> {
  const lattice = yield* Lattice.of(pieces, progress);
  const expected = new Float64Array(pieces.length);
  for (let i = 0; i < words.length; i++) {
    if (i % PAUSE_EVERY === 0) yield progress;
    lattice.addExpected(words[i].word, words[i].count, expected);
  }
  yield progress;
  const kept: { token: string; weight: number }[] = [];
  pieces.forEach(({ token }, id) => {
    const weight = expected[id];
    if (weight >= LEAST_EXPECTED || required.has(token)) kept.push({ token, weight: Math.max(weight, LEAST_EXPECTED) });
  });
  yield progress;
  const sum = digamma(kept.reduce((total, { weight }) => total + weight, 0));
  const scored: Piece[] = [];
  for (const { token, weight } of kept) {
    scored.push({ token, score: digamma(weight) - sum });
    if (scored.length % PAUSE_EVERY === 0) yield progress;
  }
  return scored;
}

/** Keeps about `size` pieces: required ones, and those without which the corpus would lose most likelihood. */
function* prune(
  pieces: readonly Piece[],
  words: readonly Counted[],
  required: ReadonlySet<string>,
  { size, progress }: { size: number; progress: number },
): Training<Piece[]> {
  const lattice = yield* Lattice.of(pieces, progress);
  const used = new Float64Array(pieces.length);
  for (let i = 0; i < words.length; i++) {
    if (i % PAUSE_EVERY === 0) yield progress;
    lattice.addBest(words[i].word, words[i].count, used);
  }
  const total = used.reduce((sum, count) => sum + count, 0);
  const logTotal = Math.log(total);
  const losses = new Float64Array(pieces.length);
  for (let id = 0; id < pieces.length; id++) {
    if (id % PAUSE_EVERY === 0) yield progress;
    losses[id] = required.has(pieces[id].token) ? Infinity : lossOf(id);
  }
  const least = yield* selectLargest(losses.slice(), Math.min(size, losses.length) - 1, progress);
  let ties = size - losses.reduce((sum, loss) => sum + (loss > least ? 1 : 0), 0);
  return pieces.filter(
    (_, id) => losses[id] > -Infinity && (losses[id] > least || (losses[id] === least && ties-- > 0)),
  );

  /** What the corpus' log likelihood loses without the piece: its count goes to the pieces of its second best way. */
  function lossOf(id: number): number {
    if (used[id] === 0) return -Infinity;
    const others = lattice.bestWithout(pieces[id].token, id);
    if (others.length === 0) return Infinity;
    const logNew = Math.log(total + used[id] * (others.length - 1));
    const before = Math.log(used[id]) - logTotal;
    const after = others.reduce((sum, other) => sum + Math.log(used[other] + used[id]) - logNew, 0);
    return used[id] * (before - after);
  }
}

/** Required characters and the best others, by falling score, ties by text. */
function finish(pieces: readonly Piece[], alphabet: readonly string[], wanted: number): Piece[] {
  const scores = new Map(pieces.map(({ token, score }) => [token, score]));
  const least = pieces.reduce((low, { score }) => Math.min(low, score), 0);
  const required = new Set(alphabet);
  const byScore = (a: Piece, b: Piece): number => b.score - a.score || (a.token < b.token ? -1 : 1);
  const others = pieces.filter(({ token }) => !required.has(token)).sort(byScore);
  const single = alphabet.map((token, i) => ({ token, score: scores.get(token) ?? least - 1e-4 * (i + 1) }));
  return [...single, ...others.slice(0, Math.max(0, wanted - single.length))].sort(byScore);
}

/** The derivative of log gamma, by recurrence and its asymptotic series (Abramowitz and Stegun 6.3.18). */
function digamma(x: number): number {
  let result = 0;
  let y = x;
  for (; y < 7; y++) result -= 1 / y;
  const z = y - 0.5;
  const r = 1 / (z * z);
  return result + Math.log(z) + r / 24 - (7 * r * r) / 960 + (31 * r ** 3) / 8064 - (127 * r ** 4) / 30720;
}
