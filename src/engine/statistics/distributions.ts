// How probable values of the normal and the binomial distribution are, and the values of a probability. Student's t is in `protocol/studentT.ts`.

import { incompleteBeta } from '../../protocol/incompleteBeta';
import { valueAt } from '../../protocol/studentT';
import { erfc } from '../numeric/errorFunction';

/** How probable a standard normal variable is to be at most `z`. */
export const normalTail = (z: number): number => erfc(-z / Math.SQRT2) / 2;

/** How probable at most `most` of `of` are that come with this probability each. */
export const binomialTail = (most: number, of: number, probability: number): number =>
  most >= of ? 1 : incompleteBeta(1 - probability, of - most, most + 1);

export const normalQuantile = (probability: number): number => valueAt(probability, normalTail);
