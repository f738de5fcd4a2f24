// A part of a text sorted by the n-grams that end at each of its tokens: by the last token, then the one before it, and so on.

import type { Training } from '../text/trainers/training';
import { BLOCK_RECORDS, type CountedNgrams } from './countedNgrams';

interface PartOptions {
  order: number;
  /** Tokens are below this. */
  ids: number;
  /** Told at each pause. */
  progress: number;
}

/**
 * Sorts the positions of the tokens by a counting sort for each token of the n-gram, the first and least significant one first (radix
 * sort).
 * @param tokens the first `order − 1` are what stands before the part, and no n-gram ends there
 */
export function* sortPart(tokens: Int32Array, { order, ids, progress }: PartOptions): Training<SortedPart> {
  const first = order - 1;
  const length = Math.max(0, tokens.length - first);
  let sorted = Int32Array.from({ length }, (_, i) => first + i);
  let next = new Int32Array(length);
  const places = new Int32Array(ids + 1);
  for (let back = order - 1; back >= 0; back--) {
    places.fill(0);
    for (let i = 0; i < length; i++) places[tokens[first + i - back] + 1]++;
    for (let id = 0; id < ids; id++) places[id + 1] += places[id];
    for (let i = 0; i < length; i++) {
      const at = sorted[i];
      next[places[tokens[at - back]]++] = at;
    }
    [sorted, next] = [next, sorted];
    yield progress;
  }
  return new SortedPart(tokens, sorted, order);
}

/** The n-grams of a text that fits into memory. */
export class SortedPart implements CountedNgrams {
  /** @param positions where n-grams end, in the order of what they end with */
  constructor(
    private text: Int32Array,
    private positions: Int32Array,
    readonly order: number,
  ) {}

  get tokens(): number {
    return this.positions.length;
  }

  *blocks(): Generator<Int32Array> {
    const { text, order, positions } = this;
    const width = order + 1;
    const block = new Int32Array(BLOCK_RECORDS * width);
    let used = 0;
    for (let from = 0; from < positions.length;) {
      const at = positions[from];
      let to = from + 1;
      while (to < positions.length && endAlike(text, at, positions[to], order)) to++;
      for (let back = 0; back < order; back++) block[used++] = text[at - back];
      block[used++] = to - from;
      from = to;
      if (used < block.length && from < positions.length) continue;
      yield block.subarray(0, used);
      used = 0;
    }
  }

  discard(): void {
    this.text = new Int32Array(0);
    this.positions = new Int32Array(0);
  }
}

function endAlike(tokens: Int32Array, a: number, b: number, order: number): boolean {
  for (let back = 0; back < order; back++) if (tokens[a - back] !== tokens[b - back]) return false;
  return true;
}
