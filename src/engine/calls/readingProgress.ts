// How far the reading of several files is, by their bytes on the disk.

import fs from 'node:fs';

/** Bytes of each file; 0 for one that is not there, which reading it will tell. */
export function sizesOf(files: readonly string[]): number[] {
  return files.map((file) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0);
}

/** 0..1: the files before `index` are read, and `bytesRead` of this one. */
export function fractionOf(sizes: readonly number[], index: number, bytesRead: number): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const before = sizes.slice(0, index).reduce((sum, size) => sum + size, 0);
  return total > 0 ? Math.min(1, (before + bytesRead) / total) : 1;
}
