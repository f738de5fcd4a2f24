// Counts of words in bounded memory, by Lossy Counting (Manku and Motwani 2002): when there are too many different words
// the rarest are dropped, and a word that comes back starts with what it may have lost. Below the limit all is exact.

import { DistinctCount } from './distinctCount';

export interface WordEntry {
  /** Never given twice: a word that was dropped and came back has another. */
  readonly id: number;
  count: number;
  /** The true count is at most `count + missed`. */
  readonly missed: number;
  /** Where it was seen first, since it was last dropped. */
  readonly line: number;
}

/** Longer words are counted by their first letters. */
const LONGEST = 100;

export class WordCounts {
  readonly entries = new Map<string, WordEntry>();
  /** What was dropped was seen at most so often. */
  error = 0;
  private readonly distinct = new DistinctCount();
  private nextId = 1;

  constructor(readonly limit: number) {}

  /** Counts the word `text[start, end)` and returns its entry. */
  add(text: string, start: number, end: number, line: number): WordEntry {
    const word = text.slice(start, Math.min(end, start + LONGEST));
    const known = this.entries.get(word);
    if (known) {
      known.count++;
      return known;
    }
    if (this.entries.size >= this.limit) this.drop();
    const entry = { id: this.nextId++, count: 1, missed: this.error, line };
    this.entries.set(ownCopy(word), entry);
    this.distinct.add(word);
    return entry;
  }

  /** How many different words there were; an estimate to about 0.8 % once words were dropped. */
  get types(): number {
    return this.error === 0 ? this.entries.size : this.distinct.estimate();
  }

  /** Drops the rarer half. */
  private drop(): void {
    const most = Uint32Array.from(this.entries.values(), ({ count, missed }) => count + missed).sort();
    this.error = Math.max(this.error, most[most.length >> 1]);
    for (const [word, { count, missed }] of this.entries) if (count + missed <= this.error) this.entries.delete(word);
  }
}

/** A slice of a line keeps the whole line in memory; a copy does not. */
export function ownCopy(word: string): string {
  return word.length < 13 ? word : Buffer.from(word, 'utf16le').toString('utf16le');
}
