// The unigram language model (Kudo 2018): of all ways to cut a word into known pieces the one with the highest sum of log
// probabilities, found by the algorithm of Viterbi. A character that is no piece costs ten more than the rarest piece.

import { byteToken, utf8 } from './bytes';
import { type Pieces, widthAt, type WordModel } from './pieces';
import { Trie } from './trie';

export interface UnigramOptions {
  /** By id. */
  pieces: readonly { token: string; score: number }[];
  unknownId?: number;
  byteFallback?: boolean;
}

const UNKNOWN_PENALTY = 10;

export class Unigram implements WordModel {
  private readonly trie: Trie;
  private readonly scores: Float64Array;
  private readonly unknownScore: number;
  private best = new Float64Array(256);
  private from = new Int32Array(256);
  private ids = new Int32Array(256);
  private after = new Int32Array(256);
  private units = new Uint16Array(256);
  private readonly byteIds: readonly number[] | undefined;

  constructor(private readonly options: UnigramOptions) {
    const { pieces, byteFallback } = options;
    this.trie = new Trie(pieces.length);
    pieces.forEach(({ token }, id) => token !== '' && this.trie.add(token, id));
    this.scores = Float64Array.from(pieces, ({ score }) => asReadElsewhere(score));
    this.unknownScore = this.scores.reduce((least, score) => Math.min(least, score), Infinity) - UNKNOWN_PENALTY;
    if (byteFallback) {
      const byToken = new Map(pieces.map(({ token }, id) => [token, id]));
      this.byteIds = Array.from({ length: 256 }, (_, byte) => byToken.get(byteToken(byte)) ?? -1);
    }
  }

  encode(word: string, out: Pieces): void {
    if (word.length === 0) return;
    this.findBest(word);
    const { from, ids } = this;
    // The way back, noted at the places it passes, then forward.
    const { after } = this;
    for (let end = word.length; end > 0; end = from[end]) after[from[end]] = end;
    let unknownOpen = false;
    for (let start = 0, end = 0; start < word.length; start = end) {
      end = after[start];
      const id = ids[end];
      const isUnknown = id < 0 || id === this.options.unknownId;
      if (!isUnknown) out.push(id, start, end);
      else if (unknownOpen) out.extend(end);
      else if (this.options.unknownId !== undefined) out.push(this.options.unknownId, start, end);
      unknownOpen = isUnknown && this.options.unknownId !== undefined;
    }
    if (this.byteIds) this.replaceUnknown(word, out);
  }

  /** Fills `from[end]` and `ids[end]`: the last piece of the best way to cut `word` up to `end`; id -1 is unknown. */
  private findBest(word: string): void {
    const { length } = word;
    if (this.best.length <= length) this.reserve(length * 2);
    const { trie, scores, best, from, ids, units } = this;
    best[0] = 0;
    for (let i = 0; i < length; i++) {
      units[i] = word.charCodeAt(i);
      from[i + 1] = -1;
    }
    for (let start = 0; start < length;) {
      const width = units[start] < 0xd800 || units[start] > 0xdbff ? 1 : widthAt(word, start);
      const base = best[start];
      let hasSingle = false;
      let place = 0;
      for (let at = start; at < length; at++) {
        place = trie.step(place, units[at]);
        if (place < 0) break;
        const id = trie.valueOf(place);
        if (id < 0) continue;
        const end = at + 1;
        const score = base + scores[id];
        if (from[end] < 0 || score > best[end]) {
          best[end] = score;
          from[end] = start;
          ids[end] = id;
        }
        if (end === start + width) hasSingle = true;
      }
      const end = start + width;
      if (!hasSingle && (from[end] < 0 || base + this.unknownScore > best[end])) {
        best[end] = base + this.unknownScore;
        from[end] = start;
        ids[end] = -1;
      }
      start = end;
    }
  }

  private reserve(length: number): void {
    this.best = new Float64Array(length);
    this.from = new Int32Array(length);
    this.ids = new Int32Array(length);
    this.after = new Int32Array(length);
    this.units = new Uint16Array(length);
  }

  private replaceUnknown(word: string, out: Pieces): void {
    const { byteIds = [] } = this;
    const ids = out.ids.slice(0, out.length);
    const places = out.places.slice(0, 2 * out.length);
    out.clear();
    ids.forEach((id, i) => {
      const [start, end] = places.subarray(2 * i, 2 * i + 2);
      const bytes =
        id === this.options.unknownId ? Array.from(utf8(word.slice(start, end)), (byte) => byteIds[byte]) : [];
      if (bytes.length === 0 || bytes.includes(-1)) out.push(id, start, end);
      else for (const byteId of bytes) out.push(byteId, start, end);
    });
  }
}

/**
 * The number as Hugging Face's reader has it: digits as a whole number, then one division, which may be off in the last
 * bit. Where two ways to cut a word are equally good, that bit decides.
 */
function asReadElsewhere(score: number): number {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(score));
  if (!found) return score;
  const [, sign, whole, fraction = '', exponent = '0'] = found;
  const power = Number(exponent) - fraction.length;
  const digits = Number(whole + fraction);
  const size = power < 0 ? digits / Number(`1e${-power}`) : digits * Number(`1e${power}`);
  return sign === '-' ? -size : size;
}
