// Words by row and rows by word for millions of words: UTF-8 bytes in one array, where each starts, and a hash table of
// rows. A string is made only when somebody asks for a word.

const NEWLINE = 0x0a;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Rows from 0 on; a word stands once, unless it was added by `append`. Words hold no line feed: the bytes of all are joined by it. */
export class WordTable {
  private bytes: Uint8Array;
  /** Where each word starts; one more than there are words. */
  private starts: Uint32Array;
  /** Open addressing: a row + 1, or 0. Its length is a power of two and at least twice the number of words. */
  private slots: Int32Array;
  private count = 0;

  constructor(expectedWords = 1024) {
    this.bytes = new Uint8Array(Math.max(1024, expectedWords * 10));
    this.starts = new Uint32Array(expectedWords + 1);
    this.slots = new Int32Array(slotsFor(expectedWords));
  }

  static of(words: Iterable<string>): WordTable {
    const table = new WordTable();
    for (const word of words) table.addWord(word);
    return table;
  }

  get size(): number {
    return this.count;
  }

  /** Memory it takes. */
  get byteLength(): number {
    return this.bytes.byteLength + this.starts.byteLength + this.slots.byteLength;
  }

  /** Adds the UTF-8 word in `source[from, to)` and returns its row; -1, adding nothing, when it is there already. */
  add(source: Uint8Array, from: number, to: number): number {
    if (2 * (this.count + 1) > this.slots.length) this.growSlots();
    const slot = this.slotOf(source, from, to);
    if (this.slots[slot] !== 0) return -1;
    this.slots[slot] = this.count + 1;
    return this.append(source, from, to);
  }

  /** Adds it whether it is there or not; `find` goes on to give the first that `add` has added. */
  append(source: Uint8Array, from: number, to: number): number {
    const start = this.starts[this.count];
    const end = start + to - from + 1;
    if (end > this.bytes.length) this.bytes = grown(this.bytes, Math.max(end, 2 * this.bytes.length));
    if (this.count + 1 >= this.starts.length) {
      const starts = new Uint32Array(2 * this.starts.length + 2);
      starts.set(this.starts);
      this.starts = starts;
    }
    this.bytes.set(source.subarray(from, to), start);
    this.bytes[end - 1] = NEWLINE;
    this.starts[this.count + 1] = end;
    return this.count++;
  }

  addWord(word: string): number {
    const bytes = encoder.encode(word);
    return this.add(bytes, 0, bytes.length);
  }

  /** The row of a word, or -1. */
  find(word: string): number {
    const bytes = encoder.encode(word);
    return this.slots[this.slotOf(bytes, 0, bytes.length)] - 1;
  }

  word(row: number): string {
    return decoder.decode(this.wordBytes(row));
  }

  /** A view of the word's UTF-8 bytes; do not change it. */
  wordBytes(row: number): Uint8Array {
    return this.bytes.subarray(this.starts[row], this.starts[row + 1] - 1);
  }

  /** All words joined by line feeds, without one at the end; a view. */
  joined(): Uint8Array {
    return this.bytes.subarray(0, Math.max(0, this.starts[this.count] - 1));
  }

  *rowsWithPrefix(prefix: Uint8Array): Generator<number> {
    const { bytes, starts, count } = this;
    const { length } = prefix;
    for (let row = 0; row < count; row++) {
      const start = starts[row];
      if (starts[row + 1] - 1 - start < length) continue;
      let at = 0;
      while (at < length && bytes[start + at] === prefix[at]) at++;
      if (at === length) yield row;
    }
  }

  /** The slot of the word, or the free one where it would go. */
  private slotOf(source: Uint8Array, from: number, to: number): number {
    const mask = this.slots.length - 1;
    let slot = hashBytes(source, from, to) & mask;
    for (; this.slots[slot] !== 0; slot = (slot + 1) & mask)
      if (this.equals(this.slots[slot] - 1, source, from, to)) break;
    return slot;
  }

  private equals(row: number, source: Uint8Array, from: number, to: number): boolean {
    const start = this.starts[row];
    if (this.starts[row + 1] - 1 - start !== to - from) return false;
    for (let at = from; at < to; at++) if (this.bytes[start + at - from] !== source[at]) return false;
    return true;
  }

  private growSlots(): void {
    const slots = new Int32Array(2 * this.slots.length);
    const mask = slots.length - 1;
    for (const entry of this.slots) {
      if (entry === 0) continue;
      const row = entry - 1;
      let slot = hashBytes(this.bytes, this.starts[row], this.starts[row + 1] - 1) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = row + 1;
    }
    this.slots = slots;
  }
}

function slotsFor(words: number): number {
  let slots = 1024;
  while (slots < 2 * (words + 1)) slots *= 2;
  return slots;
}

function grown(bytes: Uint8Array, length: number): Uint8Array {
  const larger = new Uint8Array(length);
  larger.set(bytes);
  return larger;
}

/** FNV-1a (32 bits) with a final mix, as open addressing looks at the low bits alone. */
function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  return hash ^ (hash >>> 15);
}
