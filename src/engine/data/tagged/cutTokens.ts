// A text cut into the tokens that are tagged, with their places.

import type { TokenUnit } from '../../schema/taggedData';
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
  characters: () => (text) => Array.from(text.matchAll(/./gsu), ({ 0: { length }, index }) => [index, index + length]),
};

export function tokenCutter(unit: TokenUnit): (text: string) => CutText {
  const placesOf = CUTTERS[unit]();
  return (text) => {
    const offsets = placesOf(text);
    return { offsets, tokens: offsets.map(([start, end]) => text.slice(start, end)) };
  };
}
