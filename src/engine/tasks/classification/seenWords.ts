// The words of texts as a classical model sees them: known are those that are in a feature of its vocabulary.

import { countTokens, type CountedTokens, type UnknownTokens } from '../../data/unknownTokens';
import { listOf, rowAt, type Rows } from '../../text/rows';
import { eachInSteps } from '../../train/inSteps';
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

/** Of each text. Fails with `CANCELLED`. */
export async function countWords(
  texts: Rows<string>,
  vectorizer: Vectorizer,
  signal?: AbortSignal,
): Promise<CountedTokens> {
  const counted = (text: string): UnknownTokens => {
    const { unknown } = wordsSeen(text, vectorizer);
    return { tokens: unknown.length, unknown: unknown.filter(Boolean).length };
  };
  const found = await eachInSteps(listOf(texts), counted, signal);
  return countTokens(texts.length, (text) => found[text]);
}

export function unknownWords(texts: Rows<string>, vectorizer: Vectorizer): UnknownTokens {
  const step = Math.max(1, texts.length / TEXTS_LOOKED_AT);
  const found = { unknown: 0, tokens: 0 };
  for (let at = 0; at < texts.length; at += step) {
    const { unknown } = wordsSeen(rowAt(texts, Math.floor(at)), vectorizer);
    found.tokens += unknown.length;
    for (const isUnknown of unknown) if (isUnknown) found.unknown++;
  }
  return found;
}
