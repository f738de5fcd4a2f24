// How much of a text is unknown to a model: every run tells it of each of its parts.

import type { EncodedTexts } from './encodedTexts';

export interface UnknownTokens {
  unknown: number;
  tokens: number;
}

/** Texts without any token are a single `<unk>` to a classifier; that is none of theirs. */
export const unknownIn = ({ ids, unknown }: EncodedTexts, added = 0): UnknownTokens => ({
  unknown,
  tokens: ids.length - added,
});

/** A line about the parts that have any token. @param what their tokens are of */
export function unknownNotice(parts: Record<string, UnknownTokens>, what = 'tokens'): string[] {
  const said = Object.entries(parts).flatMap(([name, { unknown, tokens }]) =>
    tokens > 0 ? [`${name} ${((100 * unknown) / tokens).toFixed(1)} %`] : [],
  );
  return said.length > 0 ? [`Unknown ${what} (<unk> to the model): ${said.join(', ')}.`] : [];
}
