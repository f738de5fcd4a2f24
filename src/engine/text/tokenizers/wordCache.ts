// What a model made of words seen before: most words of a text are. Each word has one of two neighbouring slots of a fixed
// table, found by a hash of its units; a Map would hash every new string once more, and grow.

import { Pieces, type WordModel } from './pieces';

const SLOTS = 1 << 17;
/** Longer words, and words of more pieces, are rare and not kept. */
const MAX_WORD_LENGTH = 40;
const MAX_PIECES = 8;
const STRIDE = MAX_PIECES * 3;
/** From this length on a slice holds on to the whole text it was cut from, and a copy has to be kept. */
const SLICE_LENGTH = 13;

export class WordCache {
  /** id, start, end of each piece of the word looked up last, from `from` up to `to`. */
  data: Int32Array;
  from = 0;
  to = 0;
  private readonly words: string[] = new Array<string>(SLOTS).fill('');
  private readonly lengths = new Uint8Array(SLOTS);
  private readonly kept = new Int32Array(SLOTS * STRIDE);
  private readonly scratch = new Pieces();

  constructor(private readonly model: WordModel) {
    this.data = this.kept;
  }

  /** Leaves the word's pieces in `data`; they hold until the next call. */
  look(word: string): void {
    const { length } = word;
    if (length > MAX_WORD_LENGTH) return this.encode(word);
    let hash = length;
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x9e3779b1);
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    if (this.words[slot] === word) return this.answer(slot);
    if (this.words[slot ^ 1] === word) return this.answer(slot ^ 1);
    this.encode(word);
    if (this.scratch.length <= MAX_PIECES && length > 0) this.keep(word, this.words[slot] === '' ? slot : slot ^ 1);
  }

  private answer(slot: number): void {
    this.data = this.kept;
    this.from = slot * STRIDE;
    this.to = this.from + this.lengths[slot];
  }

  private encode(word: string): void {
    const { scratch } = this;
    scratch.clear();
    this.model.encode(word, scratch);
    this.data = scratch.data;
    this.from = 0;
    this.to = scratch.length * 3;
  }

  private keep(word: string, slot: number): void {
    this.words[slot] = word.length < SLICE_LENGTH ? word : ownCopy(word);
    this.lengths[slot] = this.to;
    const base = slot * STRIDE;
    for (let i = 0; i < this.to; i++) this.kept[base + i] = this.data[i];
  }
}

function ownCopy(word: string): string {
  return Buffer.from(word, 'utf16le').toString('utf16le');
}
