// Dropout (Srivastava et al. 2014): while training each component is set to 0 with probability `rate`, the others are
// scaled by 1 / (1 − rate), so that nothing changes at inference.

import type { Shape } from '../graph/dims';
import { cast, mul, randomMask } from '../graph/ops';
import { rebuild } from '../graph/rebuild';
import type { Value } from '../graph/value';

/** Whether the program is for training, where dropout acts. */
export type Mode = 'training' | 'inference';

/**
 * The factors, 0 or 1 / (1 − rate), are made once and serve the way there and the way back: products are cheaper than choices.
 * @param stream names the layer; masks are drawn from (seed, step, stream), never from hidden state
 */
export function dropout(x: Value, { rate, stream, mode }: { rate: number; stream: string; mode: Mode }): Value {
  if (mode === 'inference' || rate === 0) return x;
  return mul(x, mul(cast(randomMask(1 - rate, x.shape, stream), x.dtype), 1 / (1 - rate)));
}

/** The same value with the names of all its streams begun so: where a program has a layer twice, each draws masks of its own. */
export function inStreams(begin: string, value: Value): Value {
  const [moved] = rebuild([value], ({ op, attributes }) => {
    if (op !== 'randomMask') return undefined;
    const { keep, shape, stream } = attributes as { keep: number; shape: Shape; stream: string };
    return [randomMask(keep, shape, begin + stream)];
  });
  return moved;
}
