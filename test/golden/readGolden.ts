// Reads the golden files of this folder (README.md says what is in them). Tests run with the project's root as folder.

import * as fs from 'node:fs';
import * as path from 'node:path';

export interface GoldenTensor {
  shape: number[];
  /** base64 of float64, little-endian, row-major. */
  data: string;
}

/** The parsed file; `T` describes one of its `cases`. */
export function readGolden<T>(name: string): { cases: T[]; [key: string]: unknown } {
  return JSON.parse(fs.readFileSync(path.join('test', 'golden', name), 'utf8')) as { cases: T[] };
}

export function valuesOf({ data }: GoldenTensor): Float64Array {
  const bytes = Buffer.from(data, 'base64');
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** The greatest difference, relative to the golden values' own size (their root mean square) so that zeros do not count double. */
export function relativeDifference(actual: ArrayLike<number>, golden: GoldenTensor): number {
  const expected = valuesOf(golden);
  if (actual.length !== expected.length) return Infinity;
  const size = Math.sqrt(expected.reduce((sum, value) => sum + value * value, 0) / Math.max(1, expected.length));
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i] - expected[i]);
    if (!(difference <= worst)) worst = Number.isNaN(difference) ? Infinity : difference;
  }
  return worst === 0 ? 0 : worst / (size || 1);
}
