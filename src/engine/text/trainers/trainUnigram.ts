// Learns a unigram language model (Kudo 2018) from counted words: frequent substrings as seeds, expectation-maximisation
// over all ways to cut, and again and again the pieces that are missed least are given up. Runs in one order on one
// thread, so that every sum has the same bits everywhere.

import { PairTable } from '../tokenizers/pairTable';
import { Trie } from '../tokenizers/trie';
import { widthAt } from '../tokenizers/pieces';
import { alphabetOf, sortedWords, type SubwordOptions, type Training, type WordCounts } from './training';

export interface LearnedUnigram {
  /** By id, special tokens first with score 0; then by falling score. */
  pieces: { token: string; score: number }[];
}

interface Piece {
  token: string;
  score: number;
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
const PAUSE_EVERY = 20_000;

export function* trainUnigram(counts: WordCounts, options: SubwordOptions): Training<LearnedUnigram> {
  const { vocabularySize, minFrequency, specialTokens, alphabetLimit } = options;
  const words = (yield* sortedWords(counts)).flatMap(inParts);
  const alphabet = yield* alphabetOf(counts, alphabetLimit);
  const wanted = Math.max(alphabet.length, vocabularySize - specialTokens.length);
  let pieces = yield* seeds(words, new Set(alphabet), { wanted, minFrequency: Math.max(2, minFrequency) });
  const required = new Set(alphabet);
  const target = Math.max(Math.floor(wanted * 1.1), alphabet.length);
  const rounds = Math.max(1, Math.ceil(Math.log(pieces.length / target) / -Math.log(SHRINK)) + 1);
  for (let round = 0; ; round++) {
    const progress = Math.min(0.99, 0.3 + (0.7 * round) / (rounds + 1));
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

type Counted = { word: string; count: number };

function inParts({ word, count }: Counted): Counted[] {
  if (word.length <= MAX_WORD_LENGTH) return [{ word, count }];
  const parts: Counted[] = [];
  for (let start = 0; start < word.length;) {
    let end = Math.min(word.length, start + MAX_WORD_LENGTH);
    if (end < word.length && widthAt(word, end - 1) === 2) end--;
    parts.push({ word: word.slice(start, end), count });
    start = end;
  }
  return parts;
}

/**
 * Characters, and substrings seen at least `minFrequency` times, scored by frequency times length. Grown by one character a
 * level: a substring can only be frequent when what it begins with is.
 */
function* seeds(
  words: readonly Counted[],
  alphabet: ReadonlySet<string>,
  { wanted, minFrequency }: { wanted: number; minFrequency: number },
): Training<Piece[]> {
  const characters = [...alphabet];
  const codes = new Map(characters.map((character, code) => [character, code]));
  const text: number[] = []; // codes of all words' characters, -1 between words and for characters not learned
  const weights: number[] = [];
  for (const { word, count } of words) {
    for (const character of word) {
      text.push(codes.get(character) ?? -1);
      weights.push(count);
    }
    text.push(-1);
    weights.push(0);
  }
  let names = characters;
  let current = Int32Array.from(text); // at each place: the substring of this level that begins there, or -1
  const found: { token: string; frequency: number; length: number }[] = [];
  const singles = new Float64Array(characters.length);
  text.forEach((code, i) => (singles[code] += code < 0 ? 0 : weights[i]));
  for (let length = 2; length <= MAX_PIECE_LENGTH; length++) {
    yield (0.3 * (length - 1)) / MAX_PIECE_LENGTH;
    const table = new PairTable(1 << 16);
    const frequencies: number[] = [];
    const parents: number[] = [];
    const last: number[] = [];
    const next = new Int32Array(text.length).fill(-1);
    for (let i = 0; i + length <= text.length; i++) {
      const code = text[i + length - 1];
      if (current[i] < 0 || code < 0) continue;
      const index = table.getOrAdd(current[i], code, frequencies.length);
      if (index === frequencies.length) {
        frequencies.push(0);
        parents.push(current[i]);
        last.push(code);
      }
      frequencies[index] += weights[i];
      next[i] = index;
    }
    const renumbered = new Int32Array(frequencies.length).fill(-1);
    const longer: string[] = [];
    frequencies.forEach((frequency, index) => {
      if (frequency < minFrequency) return;
      renumbered[index] = longer.length;
      const token = names[parents[index]] + characters[last[index]];
      longer.push(token);
      found.push({ token, frequency, length });
    });
    for (let i = 0; i < next.length; i++) if (next[i] >= 0) next[i] = renumbered[next[i]];
    current = next;
    names = longer;
    if (longer.length === 0) break;
  }
  const most = Math.min(MAX_SEEDS, Math.max(10_000, wanted * SEEDS_PER_PIECE));
  const long = found
    .sort((a, b) => b.frequency * b.length - a.frequency * a.length || (a.token < b.token ? -1 : 1))
    .slice(0, most);
  const all = [
    ...characters.map((token, code) => ({ token, weight: singles[code] })),
    ...long.map(({ token, frequency, length }) => ({ token, weight: frequency * length })),
  ];
  const sum = Math.log(all.reduce((total, { weight }) => total + weight, 0));
  return all.map(({ token, weight }) => ({ token, score: Math.log(Math.max(weight, 1)) - sum }));
}

/** One round of expectation and maximisation; pieces that are hardly expected go, unless required. */
function* improve(
  pieces: readonly Piece[],
  words: readonly Counted[],
  required: ReadonlySet<string>,
  progress: number,
): Training<Piece[]> {
  const lattice = new Lattice(pieces);
  const expected = new Float64Array(pieces.length);
  for (let i = 0; i < words.length; i++) {
    if (i % PAUSE_EVERY === 0) yield progress;
    lattice.addExpected(words[i].word, words[i].count, expected);
  }
  const kept: { token: string; weight: number }[] = [];
  pieces.forEach(({ token }, id) => {
    const weight = expected[id];
    if (weight >= LEAST_EXPECTED || required.has(token)) kept.push({ token, weight: Math.max(weight, LEAST_EXPECTED) });
  });
  const sum = digamma(kept.reduce((total, { weight }) => total + weight, 0));
  return kept.map(({ token, weight }) => ({ token, score: digamma(weight) - sum }));
}

/** Keeps about `size` pieces: required ones, and those without which the corpus would lose most likelihood. */
function* prune(
  pieces: readonly Piece[],
  words: readonly Counted[],
  required: ReadonlySet<string>,
  { size, progress }: { size: number; progress: number },
): Training<Piece[]> {
  const lattice = new Lattice(pieces);
  const used = new Float64Array(pieces.length);
  for (let i = 0; i < words.length; i++) {
    if (i % PAUSE_EVERY === 0) yield progress;
    lattice.addBest(words[i].word, words[i].count, used);
  }
  const total = used.reduce((sum, count) => sum + count, 0);
  const logTotal = Math.log(total);
  const losses = pieces.map(({ token }, id) => {
    if (required.has(token)) return Infinity;
    if (used[id] === 0) return -Infinity;
    const others = lattice.bestWithout(token, id);
    if (others.length === 0) return Infinity;
    // Its count goes to the pieces of its second best way: what the corpus' log likelihood changes by.
    const logNew = Math.log(total + used[id] * (others.length - 1));
    const before = Math.log(used[id]) - logTotal;
    const after = others.reduce((sum, other) => sum + Math.log(used[other] + used[id]) - logNew, 0);
    return used[id] * (before - after);
  });
  const order = pieces
    .map((_, id) => id)
    .filter((id) => losses[id] > -Infinity)
    .sort((a, b) => (losses[a] === losses[b] ? a - b : losses[b] > losses[a] ? 1 : -1));
  const kept = new Set(order.slice(0, size));
  return pieces.filter((_, id) => kept.has(id));
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

/** All ways to cut a word into pieces. */
class Lattice {
  private readonly trie: Trie;
  private readonly scores: Float64Array;
  private readonly unknown: number;
  private alpha = new Float64Array(64);
  private beta = new Float64Array(64);
  private from = new Int32Array(64);
  private ids = new Int32Array(64);
  /** start, end, id of each piece that fits somewhere. */
  private edges = new Int32Array(1024);
  private count = 0;

  constructor(pieces: readonly Piece[]) {
    this.trie = new Trie(pieces.length * 3);
    pieces.forEach(({ token }, id) => this.trie.add(token, id));
    this.scores = Float64Array.from(pieces, ({ score }) => score);
    this.unknown = this.scores.reduce((least, score) => Math.min(least, score), 0) - 10;
  }

  /** Fills `edges`, by rising start; a character that is no piece gets an edge with id -1. */
  private fill(word: string): void {
    this.count = 0;
    for (let start = 0; start < word.length;) {
      const width = widthAt(word, start);
      let hasSingle = false;
      let node = 0;
      for (let at = start; at < word.length; at++) {
        node = this.trie.step(node, word.charCodeAt(at));
        if (node < 0) break;
        const id = this.trie.valueOf(node);
        if (id < 0) continue;
        this.addEdge(start, at + 1, id);
        if (at + 1 === start + width) hasSingle = true;
      }
      if (!hasSingle) this.addEdge(start, start + width, -1);
      start += width;
    }
    if (this.alpha.length <= word.length) {
      const size = 2 * word.length + 2;
      this.alpha = new Float64Array(size);
      this.beta = new Float64Array(size);
      this.from = new Int32Array(size);
      this.ids = new Int32Array(size);
    }
  }

  private addEdge(start: number, end: number, id: number): void {
    const at = this.count * 3;
    if (at === this.edges.length - (this.edges.length % 3)) {
      const larger = new Int32Array(this.edges.length * 2);
      larger.set(this.edges);
      this.edges = larger;
    }
    this.edges[at] = start;
    this.edges[at + 1] = end;
    this.edges[at + 2] = id;
    this.count++;
  }

  private scoreOf(id: number): number {
    return id < 0 ? this.unknown : this.scores[id];
  }

  /** Adds to each piece how often it is expected in `count` times this word (forward and backward sums). */
  addExpected(word: string, count: number, expected: Float64Array): void {
    this.fill(word);
    const { alpha, beta, edges } = this;
    const { length } = word;
    alpha.fill(-Infinity, 0, length + 1);
    beta.fill(-Infinity, 0, length + 1);
    alpha[0] = 0;
    beta[length] = 0;
    for (let e = 0; e < this.count * 3; e += 3)
      alpha[edges[e + 1]] = logAdd(alpha[edges[e + 1]], alpha[edges[e]] + this.scoreOf(edges[e + 2]));
    for (let e = this.count * 3 - 3; e >= 0; e -= 3)
      beta[edges[e]] = logAdd(beta[edges[e]], beta[edges[e + 1]] + this.scoreOf(edges[e + 2]));
    const whole = alpha[length];
    for (let e = 0; e < this.count * 3; e += 3) {
      const id = edges[e + 2];
      if (id >= 0) expected[id] += count * Math.exp(alpha[edges[e]] + this.scores[id] + beta[edges[e + 1]] - whole);
    }
  }

  /** Adds the pieces of the best way to cut the word. */
  addBest(word: string, count: number, used: Float64Array): void {
    this.findBest(word, -2);
    for (let end = word.length; end > 0; end = this.from[end]) if (this.ids[end] >= 0) used[this.ids[end]] += count;
  }

  /** The pieces of the best way to cut `word` that does not take `without`; none when there is no such way. */
  bestWithout(word: string, without: number): number[] {
    this.findBest(word, without);
    if (this.alpha[word.length] === -Infinity) return [];
    const pieces: number[] = [];
    for (let end = word.length; end > 0; end = this.from[end]) {
      if (this.ids[end] < 0) return [];
      pieces.push(this.ids[end]);
    }
    return pieces;
  }

  private findBest(word: string, without: number): void {
    this.fill(word);
    const { alpha, from, ids, edges } = this;
    alpha.fill(-Infinity, 0, word.length + 1);
    alpha[0] = 0;
    for (let e = 0; e < this.count * 3; e += 3) {
      const id = edges[e + 2];
      if (id === without) continue;
      const score = alpha[edges[e]] + this.scoreOf(id);
      const end = edges[e + 1];
      if (score <= alpha[end]) continue;
      alpha[end] = score;
      from[end] = edges[e];
      ids[end] = id;
    }
  }
}

function logAdd(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));
}
