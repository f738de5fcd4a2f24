// How much of a text is unknown to a model: every run tells it of each of its parts, and every report of what it is on.

import { count, share } from '../../protocol/figures';
import type { Note } from '../../protocol/report';
import { toTranslate } from '../../protocol/toTranslate';
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
    tokens > 0 ? [`${((100 * unknown) / tokens).toFixed(1)} % of the ${name} part`] : [],
  );
  return said.length > 0 ? [`Unknown ${what} (<unk> to the model): ${said.join(', ')}.`] : [];
}

/** What a report says of it beside its figures. */
export function unknownNotes(found: UnknownTokens | undefined): Note[] {
  if (!found || found.tokens === 0) return [];
  const { unknown, tokens } = found;
  const text = toTranslate('Unknown to the model: {0} of {1} tokens, {2}');
  return [{ text, values: [count(unknown), count(tokens), share(unknown / tokens)], isCaution: true }];
}
