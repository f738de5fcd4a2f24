// A clock that stands still until it is moved, for one timer after the other.

import type { Timers } from '../../scripts/test/runWatched.mjs';

export class FakeClock implements Timers {
  private now = 0;
  private readonly waiting = new Map<number, { due: number; callback: () => void }>();
  private last = 0;

  setTimeout(callback: () => void, ms: number): number {
    this.waiting.set(++this.last, { due: this.now + ms, callback });
    return this.last;
  }

  clearTimeout(timer: number): void {
    this.waiting.delete(timer);
  }

  /** Lets time pass, and calls what is due then. */
  advance(ms: number): void {
    this.now += ms;
    for (const [timer, { due, callback }] of this.waiting) {
      if (due > this.now) continue;
      this.waiting.delete(timer);
      callback();
    }
  }
}
