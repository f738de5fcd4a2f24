// Words that may have been meant where one is not there: those spelled nearly so, the most frequent first.

import { editDistance } from '../../../protocol/nearestName';
import type { WordTable } from './wordTable';

/** Only so many rows, the most frequent, are looked at: rare words are seldom meant, and a person waits. */
const MOST_ROWS = 100_000;
const MOST_FOUND = 3;
/** Longer ones are no slips of the hand. */
const LONGEST = 64;
const MOST_BYTES = 4;

interface Spelled {
  words: WordTable;
  /** Rows are texts. */
  lines?: Int32Array;
}

/** At most three; differences of case count as none. Hangul is compared by its letters. None for rows that are texts. */
export function nearWords({ words, lines }: Spelled, word: string): string[] {
  const wanted = spelling(word);
  if (lines || wanted.length < 2 || wanted.length > LONGEST) return [];
  const limit = wanted.length < 4 ? 1 : 2;
  const letters = lettersOf(wanted);
  const bytes = Buffer.byteLength(word);
  const found: { row: number; distance: number }[] = [];
  for (let row = 0; row < Math.min(words.size, MOST_ROWS); row++) {
    if (Math.abs(words.wordBytes(row).length - bytes) > limit * MOST_BYTES) continue;
    const other = spelling(words.word(row));
    if (Math.abs(other.length - wanted.length) > limit) continue;
    if (bitsOf(lettersOf(other) ^ letters) > 2 * limit) continue;
    const distance = editDistance(wanted, other);
    if (distance <= limit) found.push({ row, distance });
  }
  found.sort((a, b) => a.distance - b.distance || a.row - b.row);
  return found.slice(0, MOST_FOUND).map(({ row }) => words.word(row));
}

const spelling = (word: string): string => word.toLowerCase().normalize('NFD');

/** A bit for each letter, several letters to a bit: two words that differ by an edit differ by at most two bits. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function bitsOf(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
