// Counts of pairs or triples of words, by the words' ids, in one open-addressed table; bounded as `WordCounts` is.

/** Most that may be kept, of 2^20 slots. */
export const NGRAM_LIMIT = 786_432;
const SLOTS = 1 << 20;

export class NgramCounts {
  private ids: Uint32Array;
  private counts = new Uint32Array(SLOTS);
  private missed = new Uint32Array(SLOTS);
  private lines = new Uint32Array(SLOTS);
  private size = 0;
  /** What was dropped was seen at most so often. */
  error = 0;

  constructor(private readonly words: 2 | 3) {
    this.ids = new Uint32Array(SLOTS * words);
  }

  /** Counts the pair `(a, b)`, or the triple `(a, b, c)`. Ids are above 0; `c` is 0 for pairs. */
  add(a: number, b: number, c: number, line: number): void {
    const slot = this.slotOf(a, b, c);
    if (this.counts[slot] > 0) {
      this.counts[slot]++;
      return;
    }
    this.put(slot, { a, b, c, line, count: 1, missed: this.error });
    if (this.size > NGRAM_LIMIT) this.drop();
  }

  /** The most frequent that were seen at least twice, falling. */
  top(most: number): { ids: number[]; count: number; line: number }[] {
    const sorted = this.counts.slice().sort();
    const least = Math.max(2, sorted[SLOTS - most]);
    const found: { ids: number[]; count: number; line: number }[] = [];
    this.counts.forEach((count, slot) => {
      const from = slot * this.words;
      if (count >= least)
        found.push({ ids: [...this.ids.subarray(from, from + this.words)], count, line: this.lines[slot] });
    });
    return found.sort((x, y) => y.count - x.count || x.line - y.line).slice(0, most);
  }

  private slotOf(a: number, b: number, c: number): number {
    const { ids, counts, words } = this;
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
    for (; counts[slot] > 0; slot = (slot + 1) & (SLOTS - 1)) {
      const at = slot * words;
      if (ids[at] === a && ids[at + 1] === b && (words === 2 || ids[at + 2] === c)) break;
    }
    return slot;
  }

  private put(
    slot: number,
    entry: { a: number; b: number; c: number; line: number; count: number; missed: number },
  ): void {
    const at = slot * this.words;
    this.ids[at] = entry.a;
    this.ids[at + 1] = entry.b;
    if (this.words === 3) this.ids[at + 2] = entry.c;
    this.counts[slot] = entry.count;
    this.missed[slot] = entry.missed;
    this.lines[slot] = entry.line;
    this.size++;
  }

  /** Drops the rarer half and puts the others into new tables. */
  private drop(): void {
    const { ids, counts, missed, lines, words } = this;
    const most = counts.map((count, slot) => (count > 0 ? count + missed[slot] : 0)).sort();
    this.error = Math.max(this.error, most[SLOTS - (this.size >> 1)]);
    this.ids = new Uint32Array(SLOTS * words);
    [this.counts, this.missed, this.lines] = [0, 1, 2].map(() => new Uint32Array(SLOTS));
    this.size = 0;
    for (let old = 0; old < SLOTS; old++) {
      if (counts[old] === 0 || counts[old] + missed[old] <= this.error) continue;
      const at = old * words;
      const [a, b, c] = [ids[at], ids[at + 1], words === 3 ? ids[at + 2] : 0];
      this.put(this.slotOf(a, b, c), { a, b, c, line: lines[old], count: counts[old], missed: missed[old] });
    }
  }
}
