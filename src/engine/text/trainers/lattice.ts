// All ways to cut a word into pieces, for learning a unigram language model: how often each piece is expected, and which
// way is best.

import { widthAt } from '../tokenizers/pieces';
import { Trie } from '../tokenizers/trie';
import { PAUSE_EVERY, type Training } from './training';
import type { Piece } from './unigramSeeds';

/** All ways to cut a word into pieces. */
export class Lattice {
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

  private constructor(pieces: readonly Piece[], trie: Trie) {
    this.trie = trie;
    this.scores = new Float64Array(pieces.length);
    let least = 0;
    for (let id = 0; id < pieces.length; id++) least = Math.min(least, (this.scores[id] = pieces[id].score));
    this.unknown = least - 10;
  }

  static *of(pieces: readonly Piece[], progress: number): Training<Lattice> {
    const trie = new Trie(pieces.length * 3);
    for (let id = 0; id < pieces.length; id++) {
      trie.add(pieces[id].token, id);
      if (id % PAUSE_EVERY === 0) yield progress;
    }
    yield progress;
    return new Lattice(pieces, trie);
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
