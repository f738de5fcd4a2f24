// What a few values tell of the mean of many: its 95 % interval by Student's t (1908).

import { studentQuantile } from './studentT';

/** Student's t at 97.5 % by degrees of freedom: a band of a curve asks for the same at each of its points. */
const known = new Map<number, number>();

function upperT(freedom: number): number {
  const t = known.get(freedom) ?? studentQuantile(0.975, freedom);
  known.set(freedom, t);
  return t;
}

/** The mean of a few values, with its 95 % interval; none of a single value. */
export function meanInterval(values: readonly number[]): { y: number; low?: number; high?: number } {
  const { length } = values;
  const y = values.reduce((sum, value) => sum + value, 0) / length;
  if (length < 2) return { y };
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - y) ** 2, 0) / (length - 1));
  const half = (upperT(length - 1) * deviation) / Math.sqrt(length);
  return { y, low: y - half, high: y + half };
}
