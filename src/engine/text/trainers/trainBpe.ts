// Learns byte pair encoding (Sennrich, Haddow and Birch 2016) from counted words: again and again the most frequent pair
// of neighbours is joined. Counts are kept up to date for the words a merge changes, and a heap finds the next pair.
// Ties go to the pair of smaller ids, as in Hugging Face's trainer, so the result depends on nothing but the words.

import { PairTable } from '../tokenizers/pairTable';
import { readSymbols, type SymbolOptions, type SymbolWords } from './bpeWords';
import { PairHeap } from './pairHeap';
import { PairPlaces } from './pairPlaces';
import { PAUSE_EVERY, type Training, type WordCounts } from './training';

export type BpeTrainerOptions = SymbolOptions;

export interface LearnedBpe {
  /** By id: special tokens, characters, then merges. */
  tokens: string[];
  /** In the order in which they were learned. */
  merges: [left: string, right: string][];
}

/** Share of the progress that is counting pairs for the first time. */
const COUNTING = 0.1;
const WORK_BETWEEN_PAUSES = 1 << 18;

export function* trainBpe(counts: WordCounts, options: BpeTrainerOptions): Training<LearnedBpe> {
  const words = yield* readSymbols(counts, options);
  const { tokens } = words;
  const ids = new Map(tokens.map((token, id) => [token, id]));
  const pairs = new Pairs(words);
  yield* pairs.count();
  const merges: [string, string][] = [];
  const { vocabularySize, minFrequency, continuingPrefix = '' } = options;
  const first = tokens.length;
  while (tokens.length < vocabularySize) {
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
    const progress = COUNTING + ((1 - COUNTING) * (tokens.length - first)) / Math.max(1, vocabularySize - first);
    yield* pairs.merge(best, id, progress);
  }
  return { tokens, merges };
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
  /** Words in which the pair occurs, or did. */
  private readonly places = new PairPlaces();
  private readonly heap = new PairHeap({ left: (pair) => this.lefts[pair], right: (pair) => this.rights[pair] });
  /** Pairs whose count grew in this merge, and for each pair the last merge in which it did. */
  private grown: number[] = [];
  private readonly grewIn: number[] = [];
  private merges = 0;
  /** Symbols looked at since the last pause. */
  private work = 0;

  constructor(private readonly words: SymbolWords) {}

  *count(): Training<void> {
    const { symbols, starts, lengths, counts } = this.words;
    for (let word = 0; word < starts.length; word++) {
      const end = starts[word] + lengths[word] - 1;
      for (let at = starts[word]; at < end; at++) this.change(symbols[at], symbols[at + 1], counts[word], word);
      this.work += lengths[word];
      if (this.isTimeToPause()) yield (COUNTING * word) / starts.length;
    }
    for (let pair = 0; pair < this.lefts.length; pair++) {
      this.heap.push(pair, this.counts[pair]);
      if (pair % PAUSE_EVERY === 0) yield COUNTING;
    }
    this.grown = [];
    this.merges = 1;
  }

  private isTimeToPause(): boolean {
    if (this.work < WORK_BETWEEN_PAUSES) return false;
    this.work = 0;
    return true;
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

  /** Replaces the pair by `id` in every word, from left to right. Pauses with `progress`. */
  *merge({ left, right, index }: Pair, id: number, progress: number): Training<void> {
    for (const word of this.places.take(index)) {
      this.work += this.words.lengths[word] + 1;
      this.mergeIn(word, left, right, id);
      if (this.isTimeToPause()) yield progress;
    }
    this.counts[index] = 0;
    for (const pair of this.grown) if (this.counts[pair] > 0) this.heap.push(pair, this.counts[pair]);
    this.grown = [];
    this.merges++;
  }

  private mergeIn(word: number, left: number, right: number, id: number): void {
    const { starts, lengths, symbols, counts } = this.words;
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

  private change(left: number, right: number, by: number, word: number): void {
    const fresh = this.lefts.length;
    const pair = this.table.getOrAdd(left, right, fresh);
    if (pair === fresh) {
      this.lefts.push(left);
      this.rights.push(right);
      this.grewIn.push(-1);
      if (pair === this.counts.length) {
        const larger = new Float64Array(pair * 2);
        larger.set(this.counts);
        this.counts = larger;
      }
    }
    this.counts[pair] += by;
    if (by < 0) return;
    if (this.grewIn[pair] !== this.merges) this.grown.push(pair);
    this.grewIn[pair] = this.merges;
    this.places.add(pair, word);
  }
}
