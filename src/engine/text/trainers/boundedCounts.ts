// Counts of words in bounded memory, to learn a tokeniser from: when there are too many different words the rarer half is
// forgotten (Lossy Counting, Manku and Motwani 2002; word2vec does the same). Below the limits every count is exact.

import { DistinctCount } from '../corpus/distinctCount';
import { ownCopy } from '../corpus/wordCounts';

/** Most different words that are kept, and most UTF-16 units of them all. */
const MOST_WORDS = 500_000;
const MOST_UNITS = 12_000_000;

type Counted = { count: number };

export interface CountLimits {
  words?: number;
  units?: number;
}

/** A map to count in: `get` a word's entry and add to it, or `set` a new one. Which words it forgets depends on the order of the words alone. */
export class BoundedCounts extends Map<string, Counted> {
  /** A word's true count is at most this much larger, and so is that of a word that is not there. 0: all is exact. */
  error = 0;
  private units = 0;
  private readonly distinct = new DistinctCount();
  private readonly mostWords: number;
  private readonly mostUnits: number;

  constructor({ words = MOST_WORDS, units = MOST_UNITS }: CountLimits = {}) {
    super();
    this.mostWords = words;
    this.mostUnits = units;
  }

  override set(word: string, counted: Counted): this {
    if (this.size >= this.mostWords || this.units > this.mostUnits) this.forget();
    this.units += word.length;
    this.distinct.add(word);
    return super.set(ownCopy(word), counted);
  }

  /** How many different words there were; an estimate to about 0.8 % once words were forgotten. */
  get types(): number {
    return this.error === 0 ? this.size : this.distinct.estimate();
  }

  /** Keeps the more frequent half, of equals those seen first; again, until long words leave room too. */
  private forget(): void {
    do {
      const counts = Float64Array.from(this.values(), ({ count }) => count).sort();
      const most = counts[counts.length >> 1];
      let above = 0;
      for (const count of counts) if (count > most) above++;
      let equals = Math.max(0, (counts.length >> 1) - above);
      for (const [word, { count }] of this) {
        if (count > most || (count === most && equals-- > 0)) continue;
        this.delete(word);
        this.units -= word.length;
      }
      this.error += most;
    } while (this.size > 0 && 2 * this.units > this.mostUnits);
  }
}
