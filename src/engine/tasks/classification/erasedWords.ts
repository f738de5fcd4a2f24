// Texts beside a classifier that sees words and no vectors of them: a word is left out of the text itself, which is classified anew.

import { inDirection, type PlacedToken } from '../../explain/explainedText';
import { inParts } from '../../explain/inParts';
import type { ErasableText } from '../../explain/leaveOneOut';

/** In one call of the classifier, UTF-16: less than a second's work. */
const UNITS_AT_ONCE = 500_000;

/** @param tokens in the order of their places @param classify `[texts, labels]`, as that of a classifier */
export const erasedWords =
  (
    text: string,
    tokens: readonly PlacedToken[],
    classify: (texts: readonly [string][], options: { signal?: AbortSignal }) => Promise<Float32Array>,
  ) =>
  (direction: Float32Array): ErasableText => ({
    tokens: tokens.length,
    async erased(work) {
      const atOnce = Math.max(1, Math.floor(UNITS_AT_ONCE / Math.max(1, text.length)));
      const left = [{ start: 0, end: 0 }, ...tokens];
      const scores = await inParts(left, { ...work, atOnce }, async (part) => {
        const texts = part.map(({ start, end }): [string] => [text.slice(0, start) + text.slice(end)]);
        const rows = await classify(texts, { signal: work?.signal });
        return part.map((_, i) => inDirection(direction, rows, i * direction.length));
      });
      return Float64Array.from(scores);
    },
  });
