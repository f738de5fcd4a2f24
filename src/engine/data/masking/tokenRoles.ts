// What each token of a vocabulary is to those who mask. Words are what stands between white space when ids are set as text: pieces
// without a space before them belong to the word before.

import type { TokenRole } from './choosePlaces';

export interface TextTokens {
  tokens: readonly string[];
  /** The text of ids. */
  decode(ids: readonly number[]): string;
  /** Tokens that are no text: those that begin and end, fill up, mask, and the unknown one. */
  isSpecial(id: number): boolean;
}

const ONLY_SPACE = /^\s+$/;

/** A word that others are set behind. */
function someWord({ tokens, decode, isSpecial }: TextTokens): number | undefined {
  const found = tokens.findIndex((_, id) => !isSpecial(id) && /^[\p{L}\p{N}]+$/u.test(decode([id])));
  return found < 0 ? undefined : found;
}

/**
 * By id. @param words whether tokens are chosen by words: white space that is a token is then none of theirs; else every token of the
 * text is by itself
 */
export function tokenRoles(text: TextTokens, words: boolean): TokenRole[] {
  const { tokens, decode, isSpecial } = text;
  const before = words ? someWord(text) : undefined;
  const start = before === undefined ? '' : decode([before]);
  return tokens.map((_, id) => {
    if (isSpecial(id)) return 'never';
    if (!words || before === undefined) return 'begins';
    const rest = decode([before, id]).slice(start.length);
    if (ONLY_SPACE.test(rest)) return 'never';
    return /^\s/.test(rest) ? 'begins' : 'inside';
  });
}
