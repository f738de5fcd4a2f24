// A text cut into the tokens that are tagged, with their places.

import type { TokenUnit } from '../../schema/taggedData';
import { LabError } from '../../../protocol/labError';
import { createTokenizer } from '../../text/tokenizer';

/** Tokens as they stand in the text; places half-open, in UTF-16 units. */
export interface CutText {
  tokens: string[];
  offsets: [start: number, end: number][];
}

const CUTTERS: Record<TokenUnit, () => (text: string) => [number, number][]> = {
  words() {
    const tokenizer = createTokenizer({ type: 'word', lowercase: false, letters: 'as-written' });
    return (text) => tokenizer.tokenize(text).offsets;
  },
  spaces: () => (text) => Array.from(text.matchAll(/\S+/gu), ({ 0: { length }, index }) => [index, index + length]),
  characters: () => charactersIn,
};

/** Of letters written in parts (NFD) the parts that make one character: the three of a syllable of Hangul, say. */
const IN_PARTS = /[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|.\p{M}+|./gsu;

function charactersIn(text: string): [number, number][] {
  return Array.from(text.matchAll(IN_PARTS), ({ 0: found, index }): [number, number][] => {
    const isOne = [...found.normalize('NFC')].length === 1;
    const parts = isOne ? [found] : [...found];
    let at = index;
    return parts.map(({ length }) => [at, (at += length)]);
  }).flat();
}

/** A text whose tokens are known, in their order. Fails with `INVALID_ARGUMENT` where one of them does not follow. */
export function placedTokens(text: string, tokens: readonly string[]): CutText {
  let behind = 0;
  const offsets = tokens.map((token): [number, number] => {
    const start = text.indexOf(token, behind);
    if (start < 0) throw new LabError('INVALID_ARGUMENT', `The text has no "${token}" where its tokens say.`);
    behind = start + token.length;
    return [start, behind];
  });
  return { tokens: [...tokens], offsets };
}

export function tokenCutter(unit: TokenUnit): (text: string) => CutText {
  const placesOf = CUTTERS[unit]();
  return (text) => {
    const offsets = placesOf(text);
    return { offsets, tokens: offsets.map(([start, end]) => text.slice(start, end)) };
  };
}
