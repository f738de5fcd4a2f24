// Sorted files of n-grams merged into one; counts of the same n-gram are added up.

import type { Files } from '../store/files';
import type { Training } from '../text/trainers/training';
import { BLOCK_RECORDS, NgramFile, type CountedNgrams } from './countedNgrams';

/** One of the files, at its next record. */
interface Head {
  blocks: Generator<Int32Array>;
  block: Int32Array;
  at: number;
}

/** Reads all parts through once, and discards them. Fails with `DISK`. */
export function* mergeNgrams(parts: readonly NgramFile[], store: Files): Training<CountedNgrams> {
  const { order } = parts[0];
  const width = order + 1;
  const total = parts.reduce((sum, { records }) => sum + records, 0);
  const merged = new NgramFile(
    order,
    parts.reduce((sum, { tokens }) => sum + tokens, 0),
    store,
  );
  try {
    const heap = new HeadHeap(order);
    for (const part of parts) heap.add({ blocks: part.blocks(), block: new Int32Array(0), at: 0 });
    const block = new Int32Array(BLOCK_RECORDS * width);
    let [used, read] = [0, 0];
    for (let head = heap.least(); head; head = heap.least()) {
      const isNew = used === 0 || !sameTokens(block, used - width, head, order);
      if (isNew && used === block.length) {
        merged.append(block);
        yield read / total;
        used = 0;
      }
      if (isNew) for (let i = 0; i < width; i++) block[used++] = head.block[head.at + i];
      else block[used - 1] += head.block[head.at + order];
      read++;
      heap.advance();
    }
    merged.append(block.subarray(0, used));
    return merged;
  } catch (error) {
    merged.discard();
    throw error;
  } finally {
    for (const part of parts) part.discard();
  }
}

function sameTokens(block: Int32Array, at: number, head: Head, order: number): boolean {
  for (let i = 0; i < order; i++) if (block[at + i] !== head.block[head.at + i]) return false;
  return true;
}

/** A binary heap of files by their next record. */
class HeadHeap {
  private readonly heads: Head[] = [];

  constructor(private readonly order: number) {}

  add(head: Head): void {
    if (!this.fill(head)) return;
    this.heads.unshift(head);
    for (let at = Math.floor(this.heads.length / 2); at >= 0; at--) this.sink(at);
  }

  least(): Head | undefined {
    return this.heads[0];
  }

  /** Goes on to the next record of the least file. */
  advance(): void {
    const [head] = this.heads;
    head.at += this.order + 1;
    if (!this.fill(head)) {
      const last = this.heads.pop();
      if (last === undefined || this.heads.length === 0) return;
      this.heads[0] = last;
    }
    this.sink(0);
  }

  private fill(head: Head): boolean {
    if (head.at < head.block.length) return true;
    const { done, value } = head.blocks.next();
    if (done) return false;
    [head.block, head.at] = [value, 0];
    return true;
  }

  private sink(from: number): void {
    const { heads } = this;
    for (let at = from; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heads.length && this.isLess(heads[child], heads[least])) least = child;
      if (least === at) return;
      [heads[at], heads[least]] = [heads[least], heads[at]];
      at = least;
    }
  }

  private isLess(a: Head, b: Head): boolean {
    for (let i = 0; i < this.order; i++) {
      const difference = a.block[a.at + i] - b.block[b.at + i];
      if (difference !== 0) return difference < 0;
    }
    return false;
  }
}
