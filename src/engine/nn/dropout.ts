// Dropout (Srivastava et al. 2014): while training each component is set to 0 with probability `rate`, the others are
// scaled by 1 / (1 − rate), so that nothing changes at inference.

import { mul, randomMask, where } from '../graph/ops';
import type { Value } from '../graph/value';

/** Whether the program is for training, where dropout acts. */
export type Mode = 'training' | 'inference';

/** @param stream names the layer; masks are drawn from (seed, step, stream), never from hidden state */
export function dropout(x: Value, { rate, stream, mode }: { rate: number; stream: string; mode: Mode }): Value {
  if (mode === 'inference' || rate === 0) return x;
  return where(randomMask(1 - rate, x.shape, stream), mul(x, 1 / (1 - rate)), 0);
}
