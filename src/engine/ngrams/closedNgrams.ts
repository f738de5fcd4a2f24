// The n-grams of all lengths in sorted records of the longest, as one walk over the tree of what texts end with: its root's children
// are the tokens, their children the tokens before them, and so on.

import type { Training } from '../text/trainers/training';
import type { CountedNgrams } from './countedNgrams';

/** A length is 1 for single tokens. All calls for the n-grams of one length come in their sorted order. */
export interface NgramVisitor {
  /** An n-gram begins: it is the one of `length − 1` that is open, with `token` before it. */
  open?(length: number, token: number): void;
  /**
   * All longer n-grams that end with it were told.
   * @param count how often it occurs
   * @param adjusted that, for n-grams of the longest length; for others how many different tokens stand before it
   */
  close(length: number, count: number, adjusted: number): void;
}

/** Visits each n-gram once. The id `begin` stands before the text: it is counted as a token before n-grams, and is part of none. */
export function* visitNgrams(ngrams: CountedNgrams, begin: number, visitor: NgramVisitor): Training<void> {
  const { order } = ngrams;
  const path = new Int32Array(order).fill(-1);
  const counts = new Float64Array(order + 1);
  const children = new Float64Array(order + 1);
  let depth = 0; // how many n-grams are open
  const closeTo = (length: number): void => {
    for (; depth > length; depth--) {
      visitor.close(depth, counts[depth], depth === order ? counts[depth] : children[depth]);
      counts[depth - 1] += counts[depth];
    }
  };
  let told = 0; // in tokens of the text
  for (const block of ngrams.blocks()) {
    for (let at = 0; at < block.length; at += order + 1) {
      let same = 0;
      while (same < order && block[at + same] === path[same]) same++;
      closeTo(same);
      for (let length = same + 1; length <= order; length++) {
        const token = block[at + length - 1];
        path[length - 1] = token;
        if (depth === length - 1) children[depth]++;
        if (token === begin || depth < length - 1) continue; // an n-gram with the beginning in it is none
        depth = length;
        [counts[depth], children[depth]] = [0, 0];
        visitor.open?.(length, token);
      }
      counts[depth] += block[at + order];
      told += block[at + order];
    }
    yield told / ngrams.tokens;
  }
  closeTo(0);
}
