// What a model makes of one word: ids with the place of each piece in that word.

/** Pieces in order; places are half-open, in UTF-16 units of the word. */
export class Pieces {
  /** id, start, end of each piece, one after the other. */
  data = new Int32Array(96);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  push(id: number, start: number, end: number): void {
    const at = this.length * 3;
    if (at + 3 > this.data.length) {
      const larger = new Int32Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[at] = id;
    this.data[at + 1] = start;
    this.data[at + 2] = end;
    this.length++;
  }

  /** Moves the end of the last piece. */
  extend(end: number): void {
    this.data[this.length * 3 - 1] = end;
  }

  copy(): Int32Array {
    return this.data.slice(0, this.length * 3);
  }
}

/** The model stage: cuts words, whatever the stages before call a word, into pieces it knows. */
export interface WordModel {
  /** Appends the word's pieces. `word` has no lone surrogates. */
  encode(word: string, out: Pieces): void;
}

/** How many UTF-16 units the code point at `at` takes. */
export function widthAt(text: string, at: number): 1 | 2 {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff || at + 1 >= text.length) return 1;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff ? 2 : 1;
}
