// WordPiece (Schuster and Nakajima 2012; as in BERT): from the left the longest known piece is taken; a word with a part
// that is no known piece is unknown as a whole.

import { type Pieces, widthAt, type WordModel } from './pieces';

export interface WordPieceOptions {
  ids: ReadonlyMap<string, number>;
  unknownId: number;
  /** Before every piece but a word's first, usually `##`. */
  continuingPrefix: string;
  /** Words of more code points are unknown. */
  maxCharacters: number;
}

export class WordPiece implements WordModel {
  private readonly longest: number;
  private readonly scratch: number[] = [];

  constructor(private readonly options: WordPieceOptions) {
    let longest = 1;
    for (const token of options.ids.keys()) longest = Math.max(longest, token.length);
    this.longest = longest;
  }

  encode(word: string, out: Pieces): void {
    const { unknownId, maxCharacters } = this.options;
    if (word.length === 0) return;
    if (word.length > 2 * maxCharacters || codePoints(word) > maxCharacters || !this.cut(word))
      return out.push(unknownId, 0, word.length);
    let start = 0;
    for (let i = 0; i < this.scratch.length; i += 2) {
      out.push(this.scratch[i], start, this.scratch[i + 1]);
      start = this.scratch[i + 1];
    }
  }

  /** Leaves id and end of each piece in `scratch`; false when some part is not known. */
  private cut(word: string): boolean {
    const { ids, continuingPrefix } = this.options;
    this.scratch.length = 0;
    for (let start = 0; start < word.length;) {
      let end = Math.min(word.length, start + this.longest);
      if (end < word.length && widthAt(word, end - 1) === 2) end--;
      let id: number | undefined;
      while (end > start) {
        const piece = word.slice(start, end);
        id = ids.get(start > 0 ? continuingPrefix + piece : piece);
        if (id !== undefined) break;
        end -= end - 2 >= start && widthAt(word, end - 2) === 2 ? 2 : 1;
      }
      if (id === undefined) return false;
      this.scratch.push(id, end);
      start = end;
    }
    return true;
  }
}

function codePoints(word: string): number {
  let count = 0;
  for (let at = 0; at < word.length; at += widthAt(word, at)) count++;
  return count;
}
