// Pairs of texts that stand behind each other, and others, drawn by seed: in training anew in each pass over the text, in judging always
// alike.

import { LabError } from '../../../protocol/labError';
import { createRandom } from '../../data/random';
import type { AroundMasked } from './around';
import type { TextPieces } from './textPieces';

export interface SentencePair {
  /** The two texts with the token that ends lines between them. */
  ids: Int32Array;
  /** Where the second one begins. */
  second: number;
  /** The second is the one behind the first. */
  follows: boolean;
}

/** Pairs by number. */
export interface SentencePairs {
  /** In tokens. */
  readonly lengths: Int32Array;
  /** The number of the text that the pair is about: the first of those that stand behind each other. */
  text(pair: number): number;
  /** Fails with `DISK`. */
  read(pair: number): SentencePair;
}

interface DrawnPairs {
  objective: NonNullable<AroundMasked['sentencePairs']>['objective'];
  /** The token between the texts. */
  end: number;
  seed: number;
  /** What they are drawn for: `pairs` to train, with the number of the pass; `judged pairs`. */
  stream: 'pairs' | 'judged pairs';
  pass?: number;
}

/** Tokens of each text of a pair. */
export const longestOfPair = (maxLength: number): number => Math.max(1, Math.floor((maxLength - 1) / 2));

/** The texts on which another one follows: an empty line, or the end, stands behind the others. */
export function followed(pieces: TextPieces): Int32Array {
  const count = pieces.lengths.length;
  const isNext = (piece: number): boolean =>
    piece + 1 < count && pieces.start(piece + 1) - pieces.start(piece) - pieces.lengths[piece] <= 1;
  return Int32Array.from({ length: count }, (_, piece) => piece).filter(isNext);
}

/** Fails with `INVALID_DATA` where no text follows on another, or there is no other. @param part what it is called, and its key */
export function requirePairs(
  firsts: Int32Array,
  pieces: TextPieces,
  part: 'train' | 'validation' | 'test' | undefined,
): Int32Array {
  if (firsts.length > 0 && pieces.lengths.length > 2) return firsts;
  throw new LabError(
    'INVALID_DATA',
    `For "sentencePairs" the text needs at least three lines or rows, of which one stands behind another without an empty one between: there are ${pieces.lengths.length}, and ${firsts.length} of them are followed. Take a longer text, or leave "sentencePairs" out.`,
    part && { key: ['data', part] },
  );
}

/** @param firsts as `followed` gives them */
export function sentencePairs(
  pieces: TextPieces,
  firsts: Int32Array,
  { objective, end, seed, stream, pass = 0 }: DrawnPairs,
): SentencePairs {
  const count = pieces.lengths.length;
  const random = createRandom({ seed, stream, index: pass });
  /** Of each pair both texts, in the order in which they are read. */
  const texts = new Int32Array(2 * firsts.length);
  const follows = new Uint8Array(firsts.length);
  firsts.forEach((first, pair) => {
    const isTrue = random.uniform() < 0.5;
    follows[pair] = Number(isTrue);
    if (isTrue) texts.set([first, first + 1], 2 * pair);
    else if (objective === 'order') texts.set([first + 1, first], 2 * pair);
    else {
      const other = random.integer(count - 2); // neither the first text nor the one behind it
      texts.set([first, other < first ? other : other + 2], 2 * pair);
    }
  });
  const lengthOf = (pair: number): number => pieces.lengths[texts[2 * pair]] + 1 + pieces.lengths[texts[2 * pair + 1]];
  return {
    lengths: Int32Array.from(firsts, (_, pair) => lengthOf(pair)),
    text: (pair) => firsts[pair],
    read(pair) {
      const [a, b] = [pieces.read(texts[2 * pair]), pieces.read(texts[2 * pair + 1])];
      const ids = new Int32Array(a.length + 1 + b.length);
      ids.set(a);
      ids[a.length] = end;
      ids.set(b, a.length + 1);
      return { ids, second: a.length + 1, follows: follows[pair] === 1 };
    },
  };
}
