// Small vocabularies made from a few words, in the way of each model: enough for pieces to be joined, cut and unknown.

import { byteCharacters, utf8 } from '../../../../../src/engine/text/tokenizers/bytes';

export interface Affixes {
  prefix?: string;
  suffix?: string;
}

/** The characters of a word as BPE starts with them. */
const symbolsOf = (word: string, { prefix = '', suffix = '' }: Affixes): string[] => {
  const characters = Array.from(word);
  return characters.map(
    (character, i) => (i > 0 ? prefix : '') + character + (i === characters.length - 1 ? suffix : ''),
  );
};

export const inBytes = (word: string): string => Array.from(utf8(word), (byte) => byteCharacters[byte]).join('');

export interface SmallBpe {
  tokens: string[];
  merges: [string, string][];
}

/** Merges learned the slow way; ties go to the pair met first. `alphabet` is there whether it occurs or not. */
export function smallBpe(
  words: readonly string[],
  { merges: most, alphabet = [], ...affixes }: Affixes & { merges: number; alphabet?: readonly string[] },
): SmallBpe {
  const { prefix = '' } = affixes;
  let cut = words.map((word) => symbolsOf(word, affixes));
  const tokens = new Set([...alphabet, ...cut.flat()]);
  const merges: [string, string][] = [];
  while (merges.length < most) {
    const counts = new Map<string, { pair: [string, string]; count: number }>();
    for (const symbols of cut)
      for (let i = 0; i + 1 < symbols.length; i++) {
        const key = `${symbols[i]}\n${symbols[i + 1]}`;
        const entry = counts.get(key);
        if (entry) entry.count++;
        else counts.set(key, { pair: [symbols[i], symbols[i + 1]], count: 1 });
      }
    let best: { pair: [string, string]; count: number } | undefined;
    for (const entry of counts.values()) if (!best || entry.count > best.count) best = entry;
    if (!best) break;
    const [left, right] = best.pair;
    const joined = left + (prefix !== '' && right.startsWith(prefix) ? right.slice(prefix.length) : right);
    merges.push([left, right]);
    tokens.add(joined);
    cut = cut.map((symbols) => joinedIn(symbols, left, right, joined));
  }
  return { tokens: [...tokens], merges };
}

function joinedIn(symbols: readonly string[], left: string, right: string, joined: string): string[] {
  const result: string[] = [];
  for (let i = 0; i < symbols.length; i++) {
    const joins = symbols[i] === left && symbols[i + 1] === right;
    result.push(joins ? joined : symbols[i]);
    if (joins) i++;
  }
  return result;
}

/** Letters with and without `##`, and beginnings and ends of words. */
export function smallWordPiece(words: readonly string[], prefix = '##'): string[] {
  const tokens = new Set<string>();
  words.forEach((word, i) => {
    const characters = Array.from(word);
    for (const character of characters) tokens.add(character).add(prefix + character);
    const middle = 1 + (i % Math.max(1, characters.length));
    tokens.add(characters.slice(0, middle).join(''));
    if (middle < characters.length) tokens.add(prefix + characters.slice(middle).join(''));
  });
  return [...tokens];
}

/** Letters, beginnings and ends, each with a score that depends on its length and its turn. */
export function smallUnigram(words: readonly string[]): [string, number][] {
  const pieces = new Map<string, number>();
  const add = (piece: string, score: number): void => {
    if (piece !== '' && !pieces.has(piece)) pieces.set(piece, Math.round(score * 1000) / 1000);
  };
  words.forEach((word, i) => {
    const characters = Array.from(word);
    for (const character of characters) add(character, -9 - (i % 50) / 30);
    const middle = 1 + (i % Math.max(1, characters.length));
    add(characters.slice(0, middle).join(''), -4 - (i % 37) / 10);
    add(characters.slice(middle).join(''), -5 - (i % 41) / 10);
    add(word, -6 - (i % 29) / 7);
  });
  return [...pieces];
}

export const byteAlphabet = byteCharacters;
export const byteTokens = Array.from(
  { length: 256 },
  (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
);
