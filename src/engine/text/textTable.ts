// Which texts were seen, how often and where first: by fingerprint, 16 bytes a slot. When it may grow no further it keeps
// every second text, then every fourth and so on, chosen by fingerprint, so that counts remain fair estimates.

import { fingerprint } from './fingerprint';

/** What is known of a text that was seen before. */
export interface SeenText {
  /** Where it was seen first, and how often, this time included. */
  line: number;
  count: number;
}

const FIRST_SLOTS = 1 << 12;
const LOAD = 0.8;

export class TextTable {
  private high = new Uint32Array(FIRST_SLOTS);
  private low = new Uint32Array(FIRST_SLOTS);
  private line = new Uint32Array(FIRST_SLOTS);
  /** 0 marks a free slot. */
  private count = new Uint32Array(FIRST_SLOTS);
  private size = 0;
  private readonly print = { high: 0, low: 0 };
  /** One text in so many is kept: 1 until the table is full. */
  sampled = 1;

  /** @param mostTexts about so many different texts are kept at most; a power of two times 0.8 wastes nothing */
  constructor(private readonly mostTexts = Infinity) {}

  /** Notes a text; tells of it if it was seen before. Texts outside the sample are never seen. */
  add(text: string, line: number): SeenText | undefined {
    fingerprint(text, this.print);
    if (!this.isSampled(this.print.low)) return undefined;
    const slot = this.slotOf(this.print.high, this.print.low);
    if (this.count[slot] > 0) return { line: this.line[slot], count: ++this.count[slot] };
    this.put(slot, this.print.high, this.print.low, line, 1);
    if (this.size > this.count.length * LOAD || this.size > this.mostTexts) this.makeRoom();
    return undefined;
  }

  /** Whether a text was added; `undefined` when it was not, or is outside the sample. */
  find(text: string): SeenText | undefined {
    fingerprint(text, this.print);
    if (!this.isSampled(this.print.low)) return undefined;
    const slot = this.slotOf(this.print.high, this.print.low);
    return this.count[slot] > 0 ? { line: this.line[slot], count: this.count[slot] } : undefined;
  }

  /** How many texts were repetitions; an estimate once `sampled` is above 1. */
  get repetitions(): number {
    let sum = 0;
    for (const count of this.count) if (count > 1) sum += count - 1;
    return sum * this.sampled;
  }

  private isSampled(low: number): boolean {
    return (low & (this.sampled - 1)) === 0;
  }

  private slotOf(high: number, low: number): number {
    const mask = this.count.length - 1;
    let slot = (high ^ (low >>> 7)) & mask;
    while (this.count[slot] > 0 && (this.high[slot] !== high || this.low[slot] !== low)) slot = (slot + 1) & mask;
    return slot;
  }

  private put(slot: number, high: number, low: number, line: number, count: number): void {
    this.high[slot] = high;
    this.low[slot] = low;
    this.line[slot] = line;
    this.count[slot] = count;
    this.size++;
  }

  private makeRoom(): void {
    const { high, low, line, count } = this;
    const mayGrow = this.size <= this.mostTexts;
    if (!mayGrow) this.sampled *= 2;
    const slots = mayGrow ? count.length * 2 : count.length;
    [this.high, this.low, this.line, this.count] = [0, 1, 2, 3].map(() => new Uint32Array(slots));
    this.size = 0;
    for (let at = 0; at < count.length; at++)
      if (count[at] > 0 && this.isSampled(low[at]))
        this.put(this.slotOf(high[at], low[at]), high[at], low[at], line[at], count[at]);
  }
}
