// The words of a text without one of them. Leaving a word out of a text may cut what stands around it in another way; how far away is
// found out by cutting so much of the text anew that its words at both ends are those of the whole text.

import type { Words } from '../../text/vectorizers/analyzer';

/** Words `from` to `to` (exclusive) of the whole text are these others in the text without the word. */
export interface LeftOut {
  from: number;
  to: number;
  words: readonly string[];
}

/** Words on each side that are cut anew at first. */
const FIRST_REACH = 24;
/** So many words in a row that are those of the whole text: from them on, all are. */
const SAME = 8;

/** @param all the words of the text @param cut any text into words, each of which depends on what stands near it */
export function cutWithout(text: string, all: Words, cut: (text: string) => Words): (word: number) => LeftOut {
  const { tokens, offsets } = all;
  const count = tokens.length;

  return (word) => {
    const [start, end] = offsets[word];
    for (let reach = FIRST_REACH; ; reach *= 2) {
      const [first, last] = [Math.max(0, word - reach), Math.min(count, word + reach + 1)];
      const begin = first === 0 ? 0 : offsets[first][0];
      const anew = cut(text.slice(begin, start) + text.slice(end, last === count ? undefined : offsets[last - 1][1]));
      /** Whether a word that was cut anew is one of the whole text, in its place. */
      const isSame = (at: number, old: number, shift: number): boolean =>
        anew.tokens[at] === tokens[old] &&
        anew.offsets[at][0] + shift === offsets[old][0] &&
        anew.offsets[at][1] + shift === offsets[old][1];
      const areSame = (at: number, old: number, shift: number): boolean => {
        for (let i = 0; i < SAME; i++) if (!isSame(at + i, old + i, shift)) return false;
        return true;
      };
      const before = first === 0 ? { at: 0, old: 0 } : behindEdge();
      const after = last === count ? { at: anew.tokens.length, old: count } : beforeEdge();
      if (before && after) return trimmed(before, after, anew.tokens);

      /** The first words behind the left edge that are those of the whole text. */
      function behindEdge(): Edge | undefined {
        for (let at = 0, old = first; at + SAME <= anew.tokens.length && old + SAME <= word; at++) {
          while (old < word && offsets[old][0] < anew.offsets[at][0] + begin) old++;
          if (old + SAME <= word && areSame(at, old, begin)) return { at, old };
        }
        return undefined;
      }

      /** The last words before the right edge that are those of the whole text. */
      function beforeEdge(): Edge | undefined {
        const shift = begin + end - start;
        for (let at = anew.tokens.length - SAME, old = last - SAME; at >= 0 && old > word; at--) {
          while (old > word && offsets[old][0] > anew.offsets[at][0] + shift) old--;
          if (old > word && areSame(at, old, shift)) return { at: at + SAME, old: old + SAME };
        }
        return undefined;
      }
    }
  };

  /** Without the words at both ends that stay. */
  function trimmed(before: Edge, after: Edge, anew: readonly string[]): LeftOut {
    let [from, at] = [before.old, before.at];
    let [to, until] = [after.old, after.at];
    while (from < to && at < until && tokens[from] === anew[at]) [from, at] = [from + 1, at + 1];
    while (from < to && at < until && tokens[to - 1] === anew[until - 1]) [to, until] = [to - 1, until - 1];
    return { from, to, words: anew.slice(at, until) };
  }
}

/** A word that was cut anew, and which of the whole text it is. */
interface Edge {
  at: number;
  old: number;
}

/**
 * What stands there with the words beside it: features of up to `reach` words in a row that are in one and not in the other are those that
 * change with the word.
 * @param counts whether a word is part of features
 */
export function aroundChange(
  tokens: readonly string[],
  { from, to, words }: LeftOut,
  reach: number,
  counts: (word: string) => boolean = () => true,
): { before: string[]; after: string[] } {
  let [first, last] = [from, to];
  for (let left = reach - 1; first > 0 && left > 0; first--) if (counts(tokens[first - 1])) left--;
  for (let left = reach - 1; last < tokens.length && left > 0; last++) if (counts(tokens[last])) left--;
  const around = (middle: readonly string[]): string[] => [
    ...tokens.slice(first, from),
    ...middle,
    ...tokens.slice(to, last),
  ];
  return { before: around(tokens.slice(from, to)), after: around(words) };
}
