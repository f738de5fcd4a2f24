// For tests alone: a look at what the other kernels compute inside.

import { sigmoid } from './simd';

/** Replaces four floats by their sigmoids. */
export function sigmoid4(at: usize): void {
  v128.store(at, sigmoid(v128.load(at)));
}
