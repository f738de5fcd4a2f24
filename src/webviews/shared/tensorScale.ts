// The colours of a tensor's numbers: from the background where they have one sign, on both sides of it where they have two.

import { type ColorScale, divergingScale, sequentialScale } from './colorScale';

/** What is added to scores that must not count is no number to look at. */
const MASKED = -1e8;

export const isMasked = (value: number): boolean => value <= MASKED;

export function scaleOf(values: Float32Array): ColorScale {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (isMasked(value) || !Number.isFinite(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (least > most) return sequentialScale(0, 1);
  if (least >= 0) return sequentialScale(0, most || 1);
  if (most <= 0) return sequentialScale(least, 0);
  const extent = Math.max(-least, most);
  return divergingScale(extent);
}
