// Counted words as the symbols that byte pair encoding starts from: characters, or bytes.

import { byteCharacters } from '../tokenizers/bytes';
import { alphabetOf, PAUSE_EVERY, type SubwordOptions, type Training, type WordCounts } from './training';

export interface SymbolOptions extends SubwordOptions {
  /** Words are read as UTF-8 bytes; all 256 are learned. */
  byteLevel?: boolean;
  /** Before every character of a word but the first (`##` for WordPiece). */
  continuingPrefix?: string;
}

/** All words' symbols in one array. Word i, or part i of very long words, has `lengths[i]` of them from `starts[i]` on. */
export interface SymbolWords {
  /** By id: special tokens, then characters. */
  tokens: string[];
  symbols: Int32Array;
  starts: Int32Array;
  lengths: Int32Array;
  counts: Float64Array;
}

/** Longer words are learned from in parts: one line without white space must not cost its length for each merge. */
const MAX_PART = 1_000;
const encoder = new TextEncoder();

export function* readSymbols(counted: WordCounts, options: SymbolOptions): Training<SymbolWords> {
  const { specialTokens, alphabetLimit, byteLevel = false, continuingPrefix = '' } = options;
  const alphabet = byteLevel ? [...byteCharacters].sort() : yield* alphabetOf(counted, alphabetLimit);
  const tokens = [...specialTokens, ...alphabet];
  const first = new Map(alphabet.map((character, i) => [character.codePointAt(0) ?? 0, specialTokens.length + i]));
  let later = first;
  if (continuingPrefix !== '') {
    later = new Map();
    const inside = yield* charactersInside(counted);
    for (const character of alphabet) {
      const point = character.codePointAt(0) ?? 0;
      if (!inside.has(point)) continue;
      later.set(point, tokens.length);
      tokens.push(continuingPrefix + character);
    }
  }
  const byteIds = Int32Array.from(byteCharacters, (character) => first.get(character.codePointAt(0) ?? 0) ?? 0);
  const symbolsAUnit = byteLevel ? 3 : 1;
  let [total, parts, longest] = [0, 0, 0];
  for (const word of counted.keys()) {
    const symbols = word.length * symbolsAUnit;
    total += symbols;
    parts += Math.ceil(symbols / MAX_PART);
    longest = Math.max(longest, word.length);
  }
  const bytes = new Uint8Array(byteLevel ? longest * symbolsAUnit : 0);
  const symbols = new Int32Array(total);
  const starts = new Int32Array(parts);
  const lengths = new Int32Array(parts);
  const counts = new Float64Array(parts);
  let used = 0;
  let part = 0;
  let words = 0;
  for (const [word, { count }] of counted) {
    const begin = used;
    if (byteLevel) {
      const { written } = encoder.encodeInto(word, bytes);
      for (let at = 0; at < written; at++) symbols[used++] = byteIds[bytes[at]];
    } else
      for (let at = 0; at < word.length;) {
        const point = word.codePointAt(at) ?? 0;
        const id = (at === 0 ? first : later).get(point);
        if (id !== undefined) symbols[used++] = id;
        at += point < 0x10000 ? 1 : 2;
      }
    for (let start = begin; start < used; start += MAX_PART, part++) {
      starts[part] = start;
      lengths[part] = Math.min(MAX_PART, used - start);
      counts[part] = count;
    }
    if (++words % PAUSE_EVERY === 0) yield 0;
  }
  return { tokens, symbols, starts: starts.subarray(0, part), lengths, counts };
}

/** The code points that stand anywhere but at a word's beginning. */
function* charactersInside(counted: WordCounts): Training<Set<number>> {
  const inside = new Set<number>();
  let i = 0;
  for (const word of counted.keys()) {
    for (let at = 0; at < word.length;) {
      const point = word.codePointAt(at) ?? 0;
      if (at > 0) inside.add(point);
      at += point < 0x10000 ? 1 : 2;
    }
    if (++i % PAUSE_EVERY === 0) yield 0;
  }
  return inside;
}
