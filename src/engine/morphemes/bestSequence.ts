// The best tags of characters where each was scored by itself, of those sequences that fit together: none goes on with a morpheme that is
// not there. What may follow depends on the part of speech that is left off in alone, so that a character costs as many steps as there
// are tags, and not their square as in any chain.

import { readMorphemeTag } from './morphemeTags';

/** @returns a function from scores, `[characters, tags]`, to numbers of tags, `[characters]` */
export function bestSequences(tags: readonly string[]): (scores: ArrayLike<number>) => Int32Array {
  const read = tags.map(readMorphemeTag);
  const types = [...new Set(read.flatMap((tag) => tag?.parts.map((part) => part.tag) ?? []))];
  /** By tag: the type that it goes on with, and the one that it leaves off in; 0 for none. */
  const needs = read.map((tag) => (tag?.goesOn ? types.indexOf(tag.parts[0].tag) + 1 : 0));
  const leaves = read.map((tag) => types.indexOf(tag?.parts.at(-1)?.tag ?? '') + 1);
  const count = tags.length;
  const width = types.length + 1;
  return (scores) => {
    const length = scores.length / count;
    /** At each character the best tag of all at 0, and of those that leave off in a type at its number; −1: there is none. */
    const best = new Int32Array(length * width).fill(-1);
    let before = new Float64Array(width).fill(-Infinity);
    before[0] = 0;
    for (let t = 0; t < length; t++) {
      const here = new Float64Array(width).fill(-Infinity);
      for (let tag = 0; tag < count; tag++) {
        const score = before[needs[tag]] + scores[t * count + tag];
        for (const of of leaves[tag] === 0 ? [0] : [0, leaves[tag]]) {
          if (score <= here[of]) continue;
          here[of] = score;
          best[t * width + of] = tag;
        }
      }
      before = here;
    }
    const path = new Int32Array(length);
    for (let t = length - 1, of = 0; t >= 0; t--) {
      path[t] = Math.max(0, best[t * width + of]);
      of = needs[path[t]];
    }
    return path;
  };
}
