// Numbers for n-grams, each found by the numbers of what it begins with and of its last word: no string of an n-gram that was
// seen before is made or hashed again.

import { PairTable } from '../tokenizers/pairTable';

export class NgramNumbers {
  /** By number: words joined by spaces. */
  readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly pairs = new PairTable(1 << 14);
  /** A word with a space in it may be the text of an n-gram; from the first on, all texts are in `numbers`. */
  private hasSpaces = false;

  ofWord(word: string): number {
    const known = this.numbers.get(word);
    if (known !== undefined) return known;
    if (!this.hasSpaces && word.includes(' ')) {
      this.hasSpaces = true;
      for (const [number, text] of this.texts.entries()) this.numbers.set(text, number);
      return this.ofWord(word);
    }
    const number = this.texts.push(word) - 1;
    this.numbers.set(word, number);
    return number;
  }

  /** The n-gram of one word more. */
  extended(number: number, word: number): number {
    const known = this.pairs.get(number, word);
    if (known >= 0) return known;
    const text = `${this.texts[number]} ${this.texts[word]}`;
    const found = this.hasSpaces ? this.ofWord(text) : this.texts.push(text) - 1;
    this.pairs.set(number, word, found);
    return found;
  }
}
