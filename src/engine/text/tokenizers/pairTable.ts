// A hash table from pairs of small integers to an integer: the merges of BPE, the edges of a trie, the counts of pairs.
// Open addressing in typed arrays, because a Map of such keys costs an allocation each.

const EMPTY = -1;

/** Keys are pairs of integers from 0, values integers from 0; -1 stands for "not there". */
export class PairTable {
  private capacity: number;
  private keys: Int32Array;
  private values: Int32Array;
  private used = 0;

  constructor(expected = 0) {
    this.capacity = 16;
    while (this.capacity < expected * 2) this.capacity *= 2;
    this.keys = new Int32Array(this.capacity * 2).fill(EMPTY);
    this.values = new Int32Array(this.capacity);
  }

  get size(): number {
    return this.used;
  }

  /** The value, or -1. */
  get(left: number, right: number): number {
    const slot = this.slotOf(left, right);
    return this.keys[slot * 2] === EMPTY ? -1 : this.values[slot];
  }

  /** The value; a new key gets `fresh` first. */
  getOrAdd(left: number, right: number, fresh: number): number {
    const slot = this.slotOf(left, right);
    if (this.keys[slot * 2] !== EMPTY) return this.values[slot];
    this.insert(slot, left, right, fresh);
    return fresh;
  }

  set(left: number, right: number, value: number): void {
    const slot = this.slotOf(left, right);
    if (this.keys[slot * 2] === EMPTY) this.insert(slot, left, right, value);
    else this.values[slot] = value;
  }

  private insert(slot: number, left: number, right: number, value: number): void {
    this.keys[slot * 2] = left;
    this.keys[slot * 2 + 1] = right;
    this.values[slot] = value;
    this.used++;
    if (this.used * 2 > this.capacity) this.grow();
  }

  /** Where the key is, or where it would go. */
  private slotOf(left: number, right: number): number {
    const { keys, capacity } = this;
    let hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & (capacity - 1);
    for (;;) {
      const key = keys[slot * 2];
      if (key === EMPTY || (key === left && keys[slot * 2 + 1] === right)) return slot;
      slot = (slot + 1) & (capacity - 1);
    }
  }

  private grow(): void {
    const { keys, values, capacity } = this;
    this.capacity *= 2;
    this.keys = new Int32Array(this.capacity * 2).fill(EMPTY);
    this.values = new Int32Array(this.capacity);
    for (let old = 0; old < capacity; old++) {
      if (keys[old * 2] === EMPTY) continue;
      const slot = this.slotOf(keys[old * 2], keys[old * 2 + 1]);
      this.keys[slot * 2] = keys[old * 2];
      this.keys[slot * 2 + 1] = keys[old * 2 + 1];
      this.values[slot] = values[old];
    }
  }
}
