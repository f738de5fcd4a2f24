// What a model makes of one word: ids with the place of each piece in that word.

/** Pieces in order; places are half-open, in UTF-16 units of the word. */
export class Pieces {
  ids = new Int32Array(32);
  /** Start and end of each piece, one after the other. */
  places = new Int32Array(64);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  push(id: number, start: number, end: number): void {
    if (this.length === this.ids.length) {
      this.ids = doubled(this.ids);
      this.places = doubled(this.places);
    }
    this.ids[this.length] = id;
    this.places[this.length * 2] = start;
    this.places[this.length * 2 + 1] = end;
    this.length++;
  }

  /** Moves the end of the last piece. */
  extend(end: number): void {
    this.places[this.length * 2 - 1] = end;
  }
}

/** A copy of twice the length. */
export function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** The model stage: cuts words, whatever the stages before call a word, into pieces it knows. */
export interface WordModel {
  /** Each word is one token, and written as it stands there. */
  readonly keepsWords?: boolean;
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
