// Which texts were seen, and nothing else of them: eight bytes a slot, so that tens of millions of lines fit.

import { fingerprint } from './fingerprint';

const FIRST_SLOTS = 1 << 12;
const LOAD = 0.8;

export class TextSet {
  private high = new Uint32Array(FIRST_SLOTS);
  /** 0 marks a free slot. */
  private low = new Uint32Array(FIRST_SLOTS);
  private size = 0;
  private readonly print = { high: 0, low: 0 };

  /** Adds a text; false when it was there already. */
  add(text: string): boolean {
    fingerprint(text, this.print);
    const { high } = this.print;
    const low = this.print.low || 1;
    const slot = this.slotOf(high, low);
    if (this.low[slot] !== 0) return false;
    this.high[slot] = high;
    this.low[slot] = low;
    if (++this.size > this.low.length * LOAD) this.grow();
    return true;
  }

  private slotOf(high: number, low: number): number {
    const mask = this.low.length - 1;
    let slot = (high ^ (low >>> 7)) & mask;
    while (this.low[slot] !== 0 && (this.high[slot] !== high || this.low[slot] !== low)) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { high, low } = this;
    this.high = new Uint32Array(high.length * 2);
    this.low = new Uint32Array(low.length * 2);
    for (let at = 0; at < low.length; at++) {
      if (low[at] === 0) continue;
      const slot = this.slotOf(high[at], low[at]);
      this.high[slot] = high[at];
      this.low[slot] = low[at];
    }
  }
}
