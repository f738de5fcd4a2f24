// Learns byte pair encoding (Sennrich, Haddow and Birch 2016) from counted words: again and again the most frequent pair
// of neighbours is joined. Counts are kept up to date for the words a merge changes, and a heap finds the next pair.
// Ties go to the pair of smaller ids, as in Hugging Face's trainer, so the result depends on nothing but the words.

import { byteCharacters, utf8 } from '../tokenizers/bytes';
import { PairTable } from '../tokenizers/pairTable';
import { alphabetOf, sortedWords, type SubwordOptions, type Training, type WordCounts } from './training';

export interface BpeTrainerOptions extends SubwordOptions {
  /** Words are read as UTF-8 bytes; all 256 are learned. */
  byteLevel?: boolean;
  /** Before every character of a word but the first (`##` for WordPiece). */
  continuingPrefix?: string;
}

export interface LearnedBpe {
  /** By id: special tokens, characters, then merges. */
  tokens: string[];
  /** In the order in which they were learned. */
  merges: [left: string, right: string][];
}

const PAUSE_EVERY = 256;

export function* trainBpe(counts: WordCounts, options: BpeTrainerOptions): Training<LearnedBpe> {
  const words = readWords(counts, options);
  const { tokens } = words;
  const ids = new Map(tokens.map((token, id) => [token, id]));
  const pairs = new Pairs(words);
  const merges: [string, string][] = [];
  const { vocabularySize, minFrequency, continuingPrefix = '' } = options;
  const first = tokens.length;
  for (let step = 0; tokens.length < vocabularySize; step++) {
    if (step % PAUSE_EVERY === 0) yield (tokens.length - first) / Math.max(1, vocabularySize - first);
    const best = pairs.takeBest();
    if (!best || best.count < Math.max(1, minFrequency)) break;
    const [left, right] = [tokens[best.left], tokens[best.right]];
    const isContinuing = continuingPrefix !== '' && right.startsWith(continuingPrefix);
    const joined = left + (isContinuing ? right.slice(continuingPrefix.length) : right);
    let id = ids.get(joined);
    if (id === undefined) {
      id = tokens.length;
      tokens.push(joined);
      ids.set(joined, id);
    }
    merges.push([left, right]);
    pairs.merge(best, id);
  }
  return { tokens, merges };
}

/** All words' symbols in one array. Word i has `lengths[i]` of them from `starts[i]` on. */
interface Words {
  tokens: string[];
  symbols: Int32Array;
  starts: Int32Array;
  lengths: Int32Array;
  counts: Float64Array;
}

function readWords(
  counted: WordCounts,
  { specialTokens, alphabetLimit, byteLevel = false, continuingPrefix = '' }: BpeTrainerOptions,
): Words {
  const sorted = sortedWords(counted);
  const alphabet = byteLevel ? [...byteCharacters].sort() : alphabetOf(sorted, alphabetLimit);
  const tokens = [...specialTokens, ...alphabet];
  const firstIds = new Map(alphabet.map((character, i) => [character, specialTokens.length + i]));
  const laterIds = continuingPrefix === '' ? firstIds : new Map<string, number>();
  if (laterIds !== firstIds) {
    const inside = new Set<string>();
    for (const { word } of sorted) for (const [i, character] of [...word].entries()) if (i > 0) inside.add(character);
    for (const character of alphabet) {
      if (!inside.has(character)) continue;
      laterIds.set(character, tokens.length);
      tokens.push(continuingPrefix + character);
    }
  }
  const byteIds = byteCharacters.map((character) => firstIds.get(character) ?? 0);
  const total = sorted.reduce((sum, { word }) => sum + word.length * (byteLevel ? 3 : 1), 0);
  const symbols = new Int32Array(total);
  const starts = new Int32Array(sorted.length);
  const lengths = new Int32Array(sorted.length);
  let used = 0;
  sorted.forEach(({ word }, i) => {
    starts[i] = used;
    if (byteLevel) for (const byte of utf8(word)) symbols[used++] = byteIds[byte];
    else {
      let isFirst = true;
      for (const character of word) {
        const id = (isFirst ? firstIds : laterIds).get(character);
        if (id !== undefined) symbols[used++] = id;
        isFirst = false;
      }
    }
    lengths[i] = used - starts[i];
  });
  return { tokens, symbols, starts, lengths, counts: Float64Array.from(sorted, ({ count }) => count) };
}

interface Pair {
  left: number;
  right: number;
  count: number;
  index: number;
}

/** The pairs of neighbours in all words: how often, and in which words. */
class Pairs {
  private readonly table = new PairTable(1 << 16);
  private readonly lefts: number[] = [];
  private readonly rights: number[] = [];
  private counts = new Float64Array(1 << 16);
  /** Words in which the pair occurs, or did; a word may be listed more than once. */
  private readonly places: number[][] = [];
  private readonly heap: Heap;
  /** Pairs whose count grew in this merge, and for each pair the last merge in which it did. */
  private grown: number[] = [];
  private readonly grewIn: number[] = [];
  private merges = 0;

  constructor(private readonly words: Words) {
    const { symbols, starts, lengths, counts } = words;
    for (let word = 0; word < starts.length; word++) {
      const end = starts[word] + lengths[word] - 1;
      for (let at = starts[word]; at < end; at++) this.change(symbols[at], symbols[at + 1], counts[word], word);
    }
    this.heap = new Heap(this.lefts, this.rights);
    for (let pair = 0; pair < this.lefts.length; pair++) this.heap.push(pair, this.counts[pair]);
    this.grown = [];
    this.merges = 1;
  }

  /** The most frequent pair; undefined when there is none left. */
  takeBest(): Pair | undefined {
    for (;;) {
      const top = this.heap.pop();
      if (!top) return undefined;
      const count = this.counts[top.pair];
      if (count === top.count) {
        if (count <= 0) continue;
        return { left: this.lefts[top.pair], right: this.rights[top.pair], count, index: top.pair };
      }
      if (count > 0) this.heap.push(top.pair, count);
    }
  }

  /** Replaces the pair by `id` in every word, from left to right. */
  merge({ left, right, index }: Pair, id: number): void {
    const { starts, lengths, symbols, counts } = this.words;
    const places = this.places[index];
    this.places[index] = [];
    for (const word of places) {
      const start = starts[word];
      const end = start + lengths[word];
      const weight = counts[word];
      let to = start;
      for (let at = start; at < end; to++) {
        const isPair = symbols[at] === left && at + 1 < end && symbols[at + 1] === right;
        if (!isPair) {
          symbols[to] = symbols[at++];
          continue;
        }
        if (to > start) {
          this.change(symbols[to - 1], left, -weight, word);
          this.change(symbols[to - 1], id, weight, word);
        }
        if (at + 2 < end) {
          this.change(right, symbols[at + 2], -weight, word);
          this.change(id, symbols[at + 2], weight, word);
        }
        symbols[to] = id;
        at += 2;
      }
      lengths[word] = to - start;
    }
    this.counts[index] = 0;
    for (const pair of this.grown) if (this.counts[pair] > 0) this.heap.push(pair, this.counts[pair]);
    this.grown = [];
    this.merges++;
  }

  private change(left: number, right: number, by: number, word: number): void {
    const fresh = this.lefts.length;
    const pair = this.table.getOrAdd(left, right, fresh);
    if (pair === fresh) {
      this.lefts.push(left);
      this.rights.push(right);
      this.places.push([]);
      this.grewIn.push(-1);
      if (pair === this.counts.length) {
        const larger = new Float64Array(pair * 2);
        larger.set(this.counts);
        this.counts = larger;
      }
    }
    this.counts[pair] += by;
    if (by < 0) return;
    const places = this.places[pair];
    if (this.grewIn[pair] !== this.merges) this.grown.push(pair);
    this.grewIn[pair] = this.merges;
    if (places[places.length - 1] !== word) places.push(word);
  }
}

/** The largest count first, then the smaller left id, then the smaller right one. Entries may be out of date. */
class Heap {
  private readonly pairs: number[] = [];
  private readonly counts: number[] = [];

  constructor(
    private readonly lefts: readonly number[],
    private readonly rights: readonly number[],
  ) {}

  push(pair: number, count: number): void {
    let at = this.pairs.length;
    this.pairs.push(pair);
    this.counts.push(count);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.precedes(pair, count, parent)) break;
      this.move(parent, at);
      at = parent;
    }
    this.pairs[at] = pair;
    this.counts[at] = count;
  }

  pop(): { pair: number; count: number } | undefined {
    const lastPair = this.pairs.pop();
    const lastCount = this.counts.pop();
    if (lastPair === undefined || lastCount === undefined) return undefined;
    if (this.pairs.length === 0) return { pair: lastPair, count: lastCount };
    const top = { pair: this.pairs[0], count: this.counts[0] };
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.pairs.length) break;
      if (child + 1 < this.pairs.length && this.precedes(this.pairs[child + 1], this.counts[child + 1], child)) child++;
      if (this.precedes(lastPair, lastCount, child)) break;
      this.move(child, at);
      at = child;
    }
    this.pairs[at] = lastPair;
    this.counts[at] = lastCount;
    return top;
  }

  private move(from: number, to: number): void {
    this.pairs[to] = this.pairs[from];
    this.counts[to] = this.counts[from];
  }

  private precedes(pair: number, count: number, at: number): boolean {
    const other = this.pairs[at];
    if (count !== this.counts[at]) return count > this.counts[at];
    if (this.lefts[pair] !== this.lefts[other]) return this.lefts[pair] < this.lefts[other];
    return this.rights[pair] < this.rights[other];
  }
}
