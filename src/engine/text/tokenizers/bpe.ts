// Byte pair encoding (Sennrich, Haddow and Birch 2016): a word starts as characters or bytes, and of all neighbouring
// pairs that were learned the earliest learned is joined, the leftmost first, until none is left.

import { asBytes, byteCharacters, byteToken, utf8 } from './bytes';
import { PairTable } from './pairTable';
import { doubled, type Pieces, widthAt, type WordModel } from './pieces';

export interface BpeOptions {
  ids: ReadonlyMap<string, number>;
  /** Pairs of ids and what they become, in the order in which they were learned. */
  merges: readonly { left: number; right: number; id: number }[];
  /** Words come as text and are read as UTF-8 bytes. */
  byteLevel: boolean;
  unknownId?: number;
  /** Neighbouring unknown characters become one token. */
  fuseUnknown?: boolean;
  /** Unknown characters become the tokens of their bytes, where all of these are there. */
  byteFallback?: boolean;
  /** Before every character of a word but the first. */
  continuingPrefix?: string;
  /** After the last character of a word. */
  endSuffix?: string;
  /** A word that is one of these tokens is taken whole. */
  wholeWords?: ReadonlyMap<string, number>;
}

/** Up to here the lowest rank is searched for; beyond, a heap keeps the cost near linear. */
const SCANNED_SYMBOLS = 48;
const NONE = -1;
/** `NONE` as an unsigned number. */
const NO_RANK = 0xffffffff;

export class Bpe implements WordModel {
  private readonly table: PairTable;
  private readonly mergedIds: Int32Array;
  private readonly byteIds: Int32Array;
  private readonly unitIds: Int32Array | undefined;
  private symbols = new Int32Array(256);
  private starts = new Int32Array(256);
  private ends = new Int32Array(256);
  /** Of each symbol with the next, while the lowest is searched for. */
  private readonly ranks = new Uint32Array(SCANNED_SYMBOLS);
  private count = 0;

  constructor(private readonly options: BpeOptions) {
    const { ids, merges } = options;
    this.table = new PairTable(merges.length);
    merges.forEach(({ left, right }, rank) => this.table.getOrAdd(left, right, rank));
    this.mergedIds = Int32Array.from(merges, ({ id }) => id);
    this.byteIds = Int32Array.from(byteCharacters, (character) => ids.get(character) ?? NONE);
    this.unitIds = options.byteLevel ? undefined : this.idsOfUnits();
  }

  private idsOfUnits(): Int32Array {
    const found = new Int32Array(65_536).fill(NONE);
    for (const [token, id] of this.options.ids) if (token.length === 1) found[token.charCodeAt(0)] = id;
    return found;
  }

  encode(word: string, out: Pieces): void {
    const { wholeWords } = this.options;
    if (wholeWords) {
      const whole = wholeWords.get(this.options.byteLevel ? asBytes(word) : word);
      if (whole !== undefined) return out.push(whole, 0, word.length);
    }
    this.count = 0;
    if (this.options.byteLevel) this.readBytes(word);
    else this.readCharacters(word);
    if (this.count > SCANNED_SYMBOLS) this.mergeByHeap();
    else this.mergeByScan();
    for (let i = 0; i < this.count; i++) out.push(this.symbols[i], this.starts[i], this.ends[i]);
  }

  private add(id: number, start: number, end: number): void {
    if (this.count === this.symbols.length) {
      this.symbols = doubled(this.symbols);
      this.starts = doubled(this.starts);
      this.ends = doubled(this.ends);
    }
    this.symbols[this.count] = id;
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count++;
  }

  /** Each byte lies where its whole character lies. */
  private readBytes(word: string): void {
    const { byteIds } = this;
    for (let at = 0; at < word.length;) {
      const unit = word.charCodeAt(at);
      const width = unit < 0x80 ? 1 : widthAt(word, at);
      const end = at + width;
      const code = width === 1 ? unit : (word.codePointAt(at) ?? unit);
      if (code < 0x80) this.addByte(byteIds[code], at, end);
      else if (code < 0x800) {
        this.addByte(byteIds[0xc0 | (code >> 6)], at, end);
        this.addByte(byteIds[0x80 | (code & 63)], at, end);
      } else {
        if (code < 0x10000) this.addByte(byteIds[0xe0 | (code >> 12)], at, end);
        else {
          this.addByte(byteIds[0xf0 | (code >> 18)], at, end);
          this.addByte(byteIds[0x80 | ((code >> 12) & 63)], at, end);
        }
        this.addByte(byteIds[0x80 | ((code >> 6) & 63)], at, end);
        this.addByte(byteIds[0x80 | (code & 63)], at, end);
      }
      at = end;
    }
  }

  private addByte(id: number, start: number, end: number): void {
    if (id !== NONE) this.add(id, start, end);
    else if (this.options.unknownId !== undefined) this.add(this.options.unknownId, start, end);
  }

  private readCharacters(word: string): void {
    const { continuingPrefix = '', endSuffix = '', unknownId, fuseUnknown, byteFallback } = this.options;
    const plain = continuingPrefix === '' && endSuffix === '';
    let unknownOpen = false;
    for (let at = 0; at < word.length;) {
      const end = at + widthAt(word, at);
      const id = plain && end === at + 1 ? this.unitIdAt(word, at) : this.idOfCharacter(word, at, end);
      const bytes = id === NONE && byteFallback ? this.idsOfBytes(this.written(word, at, end)) : undefined;
      if (id !== NONE) this.add(id, at, end);
      else if (bytes) for (const byteId of bytes) this.add(byteId, at, end);
      else if (unknownOpen && fuseUnknown) this.ends[this.count - 1] = end;
      else if (unknownId !== undefined) this.add(unknownId, at, end);
      unknownOpen = id === NONE && !bytes && unknownId !== undefined;
      at = end;
    }
  }

  private unitIdAt(word: string, at: number): number {
    return this.unitIds ? this.unitIds[word.charCodeAt(at)] : NONE;
  }

  private idOfCharacter(word: string, at: number, end: number): number {
    return this.options.ids.get(this.written(word, at, end)) ?? NONE;
  }

  /** A character with what stands before and after it by its place in the word. */
  private written(word: string, at: number, end: number): string {
    const { continuingPrefix = '', endSuffix = '' } = this.options;
    return (at > 0 ? continuingPrefix : '') + word.slice(at, end) + (end === word.length ? endSuffix : '');
  }

  private idsOfBytes(character: string): number[] | undefined {
    const found = Array.from(utf8(character), (byte) => this.options.ids.get(byteToken(byte)));
    const known = found.filter((id) => id !== undefined);
    return known.length === found.length ? known : undefined;
  }

  private mergeByScan(): void {
    const { table, symbols, starts, ends, ranks, mergedIds } = this;
    let count = this.count;
    for (let i = 0; i + 1 < count; i++) ranks[i] = table.get(symbols[i], symbols[i + 1]) >>> 0; // NONE is the greatest
    for (;;) {
      let best = NO_RANK;
      let at = 0;
      for (let i = 0; i + 1 < count; i++)
        if (ranks[i] < best) {
          best = ranks[i];
          at = i;
        }
      if (best === NO_RANK) break;
      count--;
      symbols[at] = mergedIds[best];
      ends[at] = ends[at + 1];
      for (let i = at + 1; i < count; i++) {
        symbols[i] = symbols[i + 1];
        starts[i] = starts[i + 1];
        ends[i] = ends[i + 1];
        ranks[i] = ranks[i + 1];
      }
      if (at > 0) ranks[at - 1] = table.get(symbols[at - 1], symbols[at]) >>> 0;
      if (at + 1 < count) ranks[at] = table.get(symbols[at], symbols[at + 1]) >>> 0;
    }
    this.count = count;
  }

  /** The same order of merges: a heap of (rank, position), entries that no longer hold skipped. */
  private mergeByHeap(): void {
    const { table, symbols, starts, ends, count } = this;
    const next = new Int32Array(count);
    const previous = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      next[i] = i + 1 < count ? i + 1 : NONE;
      previous[i] = i - 1;
    }
    const heap = new RankHeap(count);
    const offer = (at: number): void => {
      if (at === NONE || next[at] === NONE) return;
      const rank = table.get(symbols[at], symbols[next[at]]);
      if (rank !== NONE) heap.push(rank, at);
    };
    for (let i = 0; i + 1 < count; i++) offer(i);
    while (heap.pop()) {
      const { rank, position: at } = heap;
      const after = symbols[at] === NONE ? NONE : next[at];
      if (after === NONE || table.get(symbols[at], symbols[after]) !== rank) continue;
      symbols[at] = this.mergedIds[rank];
      ends[at] = ends[after];
      symbols[after] = NONE;
      next[at] = next[after];
      if (next[after] !== NONE) previous[next[after]] = at;
      offer(previous[at]);
      offer(at);
    }
    let kept = 0;
    for (let i = 0; i !== NONE; i = next[i]) {
      symbols[kept] = symbols[i];
      starts[kept] = starts[i];
      ends[kept] = ends[i];
      kept++;
    }
    this.count = kept;
  }
}

/** A binary heap of ranks, ties by position; `pop` leaves the least in `rank` and `position`. */
class RankHeap {
  rank = 0;
  position = 0;
  private readonly keys: number[] = [];

  /** Positions are below `positions`; keys are exact up to 2^53. */
  constructor(private readonly positions: number) {}

  push(rank: number, position: number): void {
    const { keys } = this;
    const key = rank * this.positions + position;
    let at = keys.length;
    keys.push(key);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent] <= key) break;
      keys[at] = keys[parent];
      at = parent;
    }
    keys[at] = key;
  }

  pop(): boolean {
    const { keys } = this;
    const last = keys.pop();
    if (last === undefined) return false;
    let key = last;
    if (keys.length > 0) {
      key = keys[0];
      this.sink(last);
    }
    this.position = key % this.positions;
    this.rank = (key - this.position) / this.positions;
    return true;
  }

  private sink(key: number): void {
    const { keys } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= keys.length) break;
      if (child + 1 < keys.length && keys[child + 1] < keys[child]) child++;
      if (keys[child] >= key) break;
      keys[at] = keys[child];
      at = child;
    }
    keys[at] = key;
  }
}
