// Texts beside a classifier that sees words and no vectors of them: a word is left out of the text itself, which is classified anew.

import { inDirection, type PlacedToken } from '../../explain/explainedText';
import type { ErasableText } from '../../explain/leaveOneOut';

const TEXTS_AT_ONCE = 512;

/** @param tokens in the order of their places @param classify `[texts, labels]`, as that of a classifier */
export const erasedWords =
  (
    text: string,
    tokens: readonly PlacedToken[],
    classify: (texts: readonly [string][], options: { signal?: AbortSignal }) => Promise<Float32Array>,
  ) =>
  (direction: Float32Array): ErasableText => ({
    tokens: tokens.length,
    async erased(signal) {
      const scores = new Float64Array(1 + tokens.length);
      for (let first = 0; first < scores.length; first += TEXTS_AT_ONCE) {
        const count = Math.min(TEXTS_AT_ONCE, scores.length - first);
        const texts = Array.from({ length: count }, (_, i): [string] => {
          if (first + i === 0) return [text];
          const { start, end } = tokens[first + i - 1];
          return [text.slice(0, start) + text.slice(end)];
        });
        const rows = await classify(texts, { signal });
        for (let i = 0; i < count; i++) scores[first + i] = inDirection(direction, rows, i * direction.length);
      }
      return scores;
    },
  });

/** Words in their places. */
export const placedWords = (
  tokens: readonly string[],
  offsets: readonly (readonly [number, number])[],
  unknown: readonly boolean[],
): PlacedToken[] =>
  tokens.map((token, i) => {
    const [start, end] = offsets[i];
    return { token, text: 0, start, end, isUnknown: unknown[i] };
  });
