// Sums by pair of rows, as many as there are: a table in memory, and sorted files beside it when that is full.

import type { Files } from '../store/files';
import { nodeFiles } from '../store/nodeFiles';
import { createScratchFile, type ScratchFile } from '../store/scratchFile';

const LOAD = 0.7;
const FIRST_SLOTS = 1 << 16;
/** 16 bytes each: 268 MB. */
const MOST_SLOTS = 1 << 24;
const RECORDS = 1 << 14;
const EMPTY = -1;

/** One pair and its sum, in the order of the keys. */
export interface PairSum {
  first: number;
  second: number;
  sum: number;
}

/** Keys are `first · rows + second`, exact up to 2^53: 94 million rows. */
export class PairTable {
  private keys = new Float64Array(FIRST_SLOTS).fill(EMPTY);
  private sums = new Float64Array(FIRST_SLOTS);
  private size = 0;
  private readonly files: ScratchFile[] = [];

  constructor(
    private readonly rows: number,
    private readonly mostSlots = MOST_SLOTS,
    private readonly store: Files = nodeFiles,
  ) {}

  add(first: number, second: number, value: number): void {
    const key = first * this.rows + second;
    const slot = this.slotOf(key);
    this.sums[slot] += value;
    if (this.keys[slot] === key) return;
    this.keys[slot] = key;
    if (++this.size > this.keys.length * LOAD) this.makeRoom();
  }

  /** How many different pairs there are; an upper bound once some went to files. */
  get pairs(): number {
    return this.size + this.files.reduce((sum, file) => sum + file.length / 16, 0);
  }

  private slotOf(key: number): number {
    const { keys } = this;
    const mask = keys.length - 1;
    const low = key >>> 0;
    let hash = Math.imul(low ^ Math.imul((key / 2 ** 32) >>> 0, 0x85ebca6b), 0x9e3779b1);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    while (keys[slot] !== EMPTY && keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private makeRoom(): void {
    const { keys, sums } = this;
    if (keys.length >= this.mostSlots) {
      this.spill();
      this.clear(keys.length);
      return;
    }
    this.clear(keys.length * 2);
    for (let old = 0; old < keys.length; old++) {
      if (keys[old] === EMPTY) continue;
      const slot = this.slotOf(keys[old]);
      this.keys[slot] = keys[old];
      this.sums[slot] = sums[old];
      this.size++;
    }
  }

  private clear(slots: number): void {
    this.keys = new Float64Array(slots).fill(EMPTY);
    this.sums = new Float64Array(slots);
    this.size = 0;
  }

  private sortedKeys(): Float64Array {
    return this.keys.filter((key) => key !== EMPTY).sort();
  }

  private spill(): void {
    const file = createScratchFile(this.store, 'pairs');
    this.files.push(file);
    const keys = this.sortedKeys();
    for (let from = 0; from < keys.length; from += RECORDS) {
      const records = new Float64Array(2 * Math.min(RECORDS, keys.length - from));
      for (let i = 0; i < records.length; i += 2) {
        records[i] = keys[from + i / 2];
        records[i + 1] = this.sums[this.slotOf(records[i])];
      }
      file.append(new Uint8Array(records.buffer));
    }
  }

  /** All pairs with their sums, in the order of the keys, each once. */
  *entries(): Generator<PairSum> {
    const runs = [this.ownRun(), ...this.files.map(fileRun)].map((run) => ({ run, head: run.next() }));
    for (;;) {
      let key = Infinity;
      for (const { head } of runs) if (!head.done && head.value.key < key) key = head.value.key;
      if (key === Infinity) return;
      let sum = 0;
      for (const each of runs)
        if (!each.head.done && each.head.value.key === key) {
          sum += each.head.value.sum;
          each.head = each.run.next();
        }
      yield { first: Math.floor(key / this.rows), second: key % this.rows, sum };
    }
  }

  private *ownRun(): Generator<{ key: number; sum: number }> {
    for (const key of this.sortedKeys()) yield { key, sum: this.sums[this.slotOf(key)] };
  }

  /** Gives the room of the files back. */
  discard(): void {
    for (const file of this.files.splice(0)) file.close();
  }
}

function* fileRun(file: ScratchFile): Generator<{ key: number; sum: number }> {
  const records = new Float64Array(2 * RECORDS);
  for (let position = 0; position < file.length;) {
    const bytes = new Uint8Array(records.buffer, 0, Math.min(records.byteLength, file.length - position));
    file.read(bytes, position);
    for (let i = 0; i < bytes.byteLength / 8; i += 2) yield { key: records[i], sum: records[i + 1] };
    position += bytes.byteLength;
  }
}
