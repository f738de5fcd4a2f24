// How probable values of Student's t (1908) are, and the values of a probability.

import { incompleteBeta } from './incompleteBeta';

/** How probable t of so many degrees of freedom is to be at most `t`. */
export function studentTail(t: number, freedom: number): number {
  const tail = studentTwoSided(t, freedom) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** How probable |t| is to be at least as large. */
export const studentTwoSided = (t: number, freedom: number): number =>
  incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);

export const studentQuantile = (probability: number, freedom: number): number =>
  valueAt(probability, (t) => studentTail(t, freedom));

/** Where a rising function of −∞ to ∞ has this value, of 0 to 1 without these: halved until no number lies between. */
export function valueAt(probability: number, tail: (value: number) => number): number {
  let high = 1;
  while (tail(high) < probability) high *= 2;
  let low = -1;
  while (tail(low) > probability) low *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (tail(middle) < probability) low = middle;
    else high = middle;
  }
}
