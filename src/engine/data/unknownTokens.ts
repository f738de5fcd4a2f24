// How much of a text is unknown to a model: every run tells it of each of its parts.

import type { ExampleTokens } from '../../protocol/examples';
import { UNK } from '../text/vocabulary';
import { idsOf } from '../store/tokenStore';
import type { KeptTexts } from './encodedTexts';

export interface UnknownTokens {
  unknown: number;
  tokens: number;
}

/** Of a part, and of each of its examples. */
export interface CountedTokens extends UnknownTokens {
  examples: ExampleTokens;
}

/** Texts without any token are a single `<unk>` to a classifier; that is none of theirs. */
export const unknownIn = (
  { ids, unknown }: { ids: { length: number }; unknown: number },
  added = 0,
): UnknownTokens => ({
  unknown,
  tokens: ids.length - added,
});

/** @param of what was counted in the i-th example */
export function countTokens(examples: number, of: (example: number) => UnknownTokens): CountedTokens {
  const each: ExampleTokens = { tokens: new Int32Array(examples), unknown: new Int32Array(examples) };
  const sum: UnknownTokens = { unknown: 0, tokens: 0 };
  for (let i = 0; i < examples; i++) {
    const { tokens, unknown } = of(i);
    each.tokens[i] = tokens;
    each.unknown[i] = unknown;
    sum.tokens += tokens;
    sum.unknown += unknown;
  }
  return { ...sum, examples: each };
}

/**
 * Of encoded texts, so many of which are one example. A text without any token counts as the `<unk>` that the model reads.
 * @param added tokens of each example that are none of its texts
 */
export const tokensOfEach = (
  { ids, starts }: Pick<KeptTexts, 'ids' | 'starts'>,
  { texts = 1, added = 0 }: { texts?: number; added?: number } = {},
): ExampleTokens =>
  countTokens((starts.length - 1) / texts, (example) => {
    const [from, to] = [starts[example * texts], starts[(example + 1) * texts]];
    let unknown = 0;
    for (const id of idsOf(ids, from, to)) if (id === UNK) unknown++;
    return { unknown, tokens: to - from - added };
  }).examples;

/** A line about the parts that have any token. @param what their tokens are of */
export function unknownNotice(parts: Record<string, UnknownTokens>, what = 'tokens'): string[] {
  const said = Object.entries(parts).flatMap(([name, { unknown, tokens }]) =>
    tokens > 0 ? [`${name} ${((100 * unknown) / tokens).toFixed(1)} %`] : [],
  );
  return said.length > 0 ? [`Unknown ${what} (<unk> to the model): ${said.join(', ')}.`] : [];
}
