// Sums by pair of rows, as many as there are: a table in memory, and sorted files beside it when that is full.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LabError } from '../../protocol/labError';

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
  private readonly files: string[] = [];

  constructor(
    private readonly rows: number,
    private readonly mostSlots = MOST_SLOTS,
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
    return this.size + this.files.reduce((sum, file) => sum + fs.statSync(file).size / 16, 0);
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
    const file = path.join(
      os.tmpdir(),
      `nlp-lab-${process.pid}-${Math.floor(performance.now() * 1000)}-${this.files.length}.pairs`,
    );
    this.files.push(file);
    onDisk(file, () => {
      const descriptor = fs.openSync(file, 'wx', 0o600);
      try {
        const keys = this.sortedKeys();
        for (let from = 0; from < keys.length; from += RECORDS) {
          const records = new Float64Array(2 * Math.min(RECORDS, keys.length - from));
          for (let i = 0; i < records.length; i += 2) {
            records[i] = keys[from + i / 2];
            records[i + 1] = this.sums[this.slotOf(records[i])];
          }
          fs.writeSync(descriptor, new Uint8Array(records.buffer));
        }
      } finally {
        fs.closeSync(descriptor);
      }
    });
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

  /** Removes the files. */
  discard(): void {
    for (const file of this.files.splice(0)) fs.rmSync(file, { force: true });
  }
}

function* fileRun(file: string): Generator<{ key: number; sum: number }> {
  const descriptor = onDisk(file, () => fs.openSync(file, 'r'));
  try {
    const bytes = new Uint8Array(RECORDS * 16);
    const records = new Float64Array(bytes.buffer);
    for (;;) {
      const read = onDisk(file, () => fs.readSync(descriptor, bytes));
      if (read === 0) return;
      for (let i = 0; i < read / 8; i += 2) yield { key: records[i], sum: records[i + 1] };
    }
  } finally {
    fs.closeSync(descriptor);
  }
}

function onDisk<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LabError('DISK', `A temporary file of the pairs failed: ${reason}.`, { file }, { cause: error });
  }
}
