// The pairs that byte pair encoding may join next, the most frequent first.

/** The largest count first, then the smaller left id, then the smaller right one. Entries may be out of date. */
export class PairHeap {
  private readonly pairs: number[] = [];
  private readonly counts: number[] = [];

  /** Gives the ids of a pair, by which ties are told. */
  constructor(private readonly ids: { left(pair: number): number; right(pair: number): number }) {}

  push(pair: number, count: number): void {
    let at = this.pairs.length;
    this.pairs.push(pair);
    this.counts.push(count);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.precedes(pair, count, parent)) break;
      this.move(parent, at);
      at = parent;
    }
    this.pairs[at] = pair;
    this.counts[at] = count;
  }

  pop(): { pair: number; count: number } | undefined {
    const lastPair = this.pairs.pop();
    const lastCount = this.counts.pop();
    if (lastPair === undefined || lastCount === undefined) return undefined;
    if (this.pairs.length === 0) return { pair: lastPair, count: lastCount };
    const top = { pair: this.pairs[0], count: this.counts[0] };
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.pairs.length) break;
      if (child + 1 < this.pairs.length && this.precedes(this.pairs[child + 1], this.counts[child + 1], child)) child++;
      if (this.precedes(lastPair, lastCount, child)) break;
      this.move(child, at);
      at = child;
    }
    this.pairs[at] = lastPair;
    this.counts[at] = lastCount;
    return top;
  }

  private move(from: number, to: number): void {
    this.pairs[to] = this.pairs[from];
    this.counts[to] = this.counts[from];
  }

  private precedes(pair: number, count: number, at: number): boolean {
    const other = this.pairs[at];
    if (count !== this.counts[at]) return count > this.counts[at];
    const [left, otherLeft] = [this.ids.left(pair), this.ids.left(other)];
    return left !== otherLeft ? left < otherLeft : this.ids.right(pair) < this.ids.right(other);
  }
}
