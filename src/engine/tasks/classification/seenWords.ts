// The words of texts as a classical model sees them: known are those that are in a feature of its vocabulary.

import { countTokens, type CountedTokens, type UnknownTokens } from '../../data/unknownTokens';
import type { Vectorizer } from '../../text/vectorizers/vectorizer';

/** So many texts, taken from all over a part, say as well as all how much of it is unknown. */
const TEXTS_LOOKED_AT = 5000;

export function wordsSeen(text: string, { analyzer, vocabulary }: Pick<Vectorizer, 'analyzer' | 'vocabulary'>) {
  const tokens = analyzer.tokensOf(text);
  const known = new Uint8Array(tokens.length);
  analyzer.features(tokens, (feature, first, count) => {
    if (vocabulary.columnOf(feature) !== undefined) known.fill(1, first, first + count);
  });
  return { tokens, unknown: Array.from(known, (isKnown) => !isKnown) };
}

/** Of each text. */
export const countWords = (texts: readonly string[], vectorizer: Vectorizer): CountedTokens =>
  countTokens(texts.length, (text) => {
    const { unknown } = wordsSeen(texts[text], vectorizer);
    return { tokens: unknown.length, unknown: unknown.filter(Boolean).length };
  });

export function unknownWords(texts: readonly string[], vectorizer: Vectorizer): UnknownTokens {
  const step = Math.max(1, texts.length / TEXTS_LOOKED_AT);
  const found = { unknown: 0, tokens: 0 };
  for (let at = 0; at < texts.length; at += step) {
    const { unknown } = wordsSeen(texts[Math.floor(at)], vectorizer);
    found.tokens += unknown.length;
    for (const isUnknown of unknown) if (isUnknown) found.unknown++;
  }
  return found;
}
