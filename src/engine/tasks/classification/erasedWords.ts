// Texts beside a classifier that sees words and no vectors of them: a word is left out of the text itself, whose words are those of
// the text anew. Only what changes with the word is cut and scored again, so that all words of a text take time in proportion to it.

import type { Words } from '../../text/vectorizers/analyzer';
import { inDirection } from '../../explain/explainedText';
import { inParts } from '../../explain/inParts';
import type { ErasableText } from '../../explain/leaveOneOut';
import { cutWithout, type LeftOut } from './cutWithout';

/** Between two looks at whether the work is cancelled: tokenisers that see the whole text cut all of it for each word. */
const WORDS_AT_ONCE = 16;

/** The logarithms of labels' shares, `[labels]`; of the text as it is, where nothing is left out. */
export type ScoreWithout = (left: LeftOut) => ArrayLike<number>;

/** @param scores of the text, made when they are asked for */
export const erasedWords =
  (text: string, words: Words, cut: (text: string) => Words, scores: () => ScoreWithout) =>
  (direction: Float32Array): ErasableText => ({
    tokens: words.tokens.length,
    async erased(work) {
      const without = cutWithout(text, words, cut);
      const scoreOf = scores();
      const found = await inParts([...words.tokens.keys()], { ...work, atOnce: WORDS_AT_ONCE }, (part) =>
        Promise.resolve(part.map((word) => inDirection(direction, scoreOf(without(word))))),
      );
      return Float64Array.of(inDirection(direction, scoreOf({ from: 0, to: 0, words: [] })), ...found);
    },
  });
