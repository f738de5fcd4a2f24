// What a model made of words seen before: most words of a text are. A word is looked up where it stands in its text, by the
// units themselves, and only one that is not found becomes a string. Each has one of two neighbouring slots of a fixed table.

import { Pieces, type WordModel } from './pieces';

const SLOTS = 1 << 17;
/** Longer words, and words of more pieces, are rare and not kept. */
const MAX_WORD_LENGTH = 40;
const MAX_PIECES = 8;
/** Of a slot, in 32-bit numbers: hash, length and number of pieces, ids, the word's units; two lines of a processor's cache. */
const STRIDE = 32;
const IDS = 2;
const UNITS = 2 * (IDS + MAX_PIECES);
const PIECES_BITS = 8;

export class WordCache {
  /** The ids of the word looked up last are those from `from` up to `to`; they hold until the next call. */
  ids: Int32Array;
  from = 0;
  to = 0;
  /** Start and end of each of these pieces in the word, from `placesFrom`. */
  places: Int32Array | Uint8Array;
  placesFrom = 0;
  private readonly slots = new Int32Array(SLOTS * STRIDE);
  private readonly units = new Uint16Array(this.slots.buffer);
  private readonly keptPlaces = new Uint8Array(SLOTS * 2 * MAX_PIECES);
  private readonly scratch = new Pieces();

  constructor(private readonly model: WordModel) {
    this.ids = this.slots;
    this.places = this.keptPlaces;
  }

  /** Looks up `prefix + text.slice(start, end)`; `prefix` has at most one unit. */
  look(text: string, start: number, end: number, prefix: string): void {
    const first = prefix.length;
    const length = first + end - start;
    if (length > MAX_WORD_LENGTH || length === 0) return this.encode(prefix + text.slice(start, end));
    let hash = length;
    if (first > 0) hash = mixed(hash, prefix.charCodeAt(0));
    for (let at = start; at < end; at++) hash = mixed(hash, text.charCodeAt(at));
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    for (let either = 0; either < 2; either++) {
      const record = (slot ^ either) * STRIDE;
      const shape = this.slots[record + 1];
      if (this.slots[record] !== hash || shape >> PIECES_BITS !== length) continue;
      if (!this.holds(record * 2 + UNITS, text, start, end, prefix)) continue;
      this.ids = this.slots;
      this.from = record + IDS;
      this.to = this.from + (shape & ((1 << PIECES_BITS) - 1));
      this.places = this.keptPlaces;
      this.placesFrom = (slot ^ either) * 2 * MAX_PIECES;
      return;
    }
    const word = prefix + text.slice(start, end);
    this.encode(word);
    if (this.to > MAX_PIECES) return;
    this.keep(word, hash, this.slots[slot * STRIDE + 1] === 0 ? slot : slot ^ 1);
  }

  private holds(units: number, text: string, start: number, end: number, prefix: string): boolean {
    if (prefix.length > 0 && this.units[units++] !== prefix.charCodeAt(0)) return false;
    for (let at = start; at < end; at++) if (this.units[units++] !== text.charCodeAt(at)) return false;
    return true;
  }

  private encode(word: string): void {
    const { scratch } = this;
    scratch.clear();
    this.model.encode(word, scratch);
    this.ids = scratch.ids;
    this.from = 0;
    this.to = scratch.length;
    this.places = scratch.places;
    this.placesFrom = 0;
  }

  private keep(word: string, hash: number, slot: number): void {
    const { slots, units, scratch, keptPlaces } = this;
    const record = slot * STRIDE;
    slots[record] = hash;
    slots[record + 1] = (word.length << PIECES_BITS) | scratch.length;
    for (let i = 0; i < scratch.length; i++) slots[record + IDS + i] = scratch.ids[i];
    for (let i = 0; i < word.length; i++) units[record * 2 + UNITS + i] = word.charCodeAt(i);
    for (let i = 0; i < 2 * scratch.length; i++) keptPlaces[slot * 2 * MAX_PIECES + i] = scratch.places[i];
  }
}

function mixed(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x9e3779b1);
}
