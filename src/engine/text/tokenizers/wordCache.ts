// What a model made of words seen before: most words of a text are. One array holds all answers.

import { Pieces, type WordModel } from './pieces';

/** The cache begins anew when it holds so many words. */
const MAX_WORDS = 400_000;
const MAX_WORD_LENGTH = 48;
/** A slice of this length or more keeps the whole text it was cut from; of longer texts none is kept. */
const SLICE_LENGTH = 13;
const MAX_SLICED_TEXT = 2_000;

export class WordCache {
  /** id, start, end of each piece of the word looked up last, from `from` up to `to`. */
  data = new Int32Array(1 << 16);
  from = 0;
  to = 0;
  private used = 0;
  private readonly places = new Map<string, number>();
  private readonly scratch = new Pieces();
  private kept = this.data;

  constructor(private readonly model: WordModel) {}

  /** Leaves the word's pieces in `data`; they hold until the next call. `textLength`: of what it was cut from. */
  look(word: string, textLength: number): void {
    const place = this.places.get(word);
    if (place !== undefined) {
      this.data = this.kept;
      this.from = place + 1;
      this.to = place + 1 + this.kept[place];
      return;
    }
    const { scratch } = this;
    scratch.clear();
    this.model.encode(word, scratch);
    const isKept = word.length < SLICE_LENGTH || (word.length <= MAX_WORD_LENGTH && textLength <= MAX_SLICED_TEXT);
    if (isKept) this.keep(word);
    this.data = scratch.data;
    this.from = 0;
    this.to = scratch.length * 3;
  }

  private keep(word: string): void {
    const needed = this.scratch.length * 3;
    if (this.places.size >= MAX_WORDS) {
      this.places.clear();
      this.used = 0;
    }
    if (this.used + needed + 1 > this.kept.length) {
      const larger = new Int32Array(Math.max(this.kept.length * 2, this.used + needed + 1));
      larger.set(this.kept);
      this.kept = larger;
    }
    this.places.set(word, this.used);
    this.kept[this.used] = needed;
    this.kept.set(this.scratch.data.subarray(0, needed), this.used + 1);
    this.used += needed + 1;
  }
}
