// Intervals of shares and of means.

import { studentQuantile } from './distributions';

/** Of 95 %. */
const Z = 1.959963984540054;

/** The interval of Wilson (1927) for a share of which `right` of `count` were seen; 95 %. */
export function wilsonInterval(right: number, count: number): { low: number; high: number } {
  const share = right / count;
  const squared = (Z * Z) / count;
  const middle = share + squared / 2;
  const half = Z * Math.sqrt((share * (1 - share)) / count + squared / (4 * count));
  return { low: Math.max(0, (middle - half) / (1 + squared)), high: Math.min(1, (middle + half) / (1 + squared)) };
}

/** The mean of a few values, with its 95 % interval by Student's t (1908); none of a single value. */
export function meanInterval(values: readonly number[]): { y: number; low?: number; high?: number } {
  const { length } = values;
  const y = values.reduce((sum, value) => sum + value, 0) / length;
  if (length < 2) return { y };
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - y) ** 2, 0) / (length - 1));
  const half = (studentQuantile(0.975, length - 1) * deviation) / Math.sqrt(length);
  return { y, low: y - half, high: y + half };
}
