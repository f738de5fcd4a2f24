// How probable values of the normal, Student's and the binomial distribution are, and the values of a probability.

import { erfc } from '../numeric/errorFunction';
import { incompleteBeta } from '../numeric/incompleteBeta';

/** How probable a standard normal variable is to be at most `z`. */
export const normalTail = (z: number): number => erfc(-z / Math.SQRT2) / 2;

/** How probable Student's t (1908) of so many degrees of freedom is to be at most `t`. */
export function studentTail(t: number, freedom: number): number {
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t < 0 ? tail : 1 - tail;
}

/** How probable |t| is to be at least as large. */
export const studentTwoSided = (t: number, freedom: number): number =>
  incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);

/** How probable at most `most` of `of` are that come with this probability each. */
export const binomialTail = (most: number, of: number, probability: number): number =>
  most >= of ? 1 : incompleteBeta(1 - probability, of - most, most + 1);

export const normalQuantile = (probability: number): number => valueAt(probability, normalTail);

export const studentQuantile = (probability: number, freedom: number): number =>
  valueAt(probability, (t) => studentTail(t, freedom));

/** Where a rising function of −∞ to ∞ has this value, of 0 to 1 without these: halved until no number lies between. */
function valueAt(probability: number, tail: (value: number) => number): number {
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
