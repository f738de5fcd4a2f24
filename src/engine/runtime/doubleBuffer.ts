// Tensors that a program replaces at every step: it reads one set and writes the other, then they change places, so
// that nothing is copied and a step whose result is refused leaves the old values untouched.

import type { DType } from '../graph/value';
import type { Feeds } from './session';
import { zeros, type Tensor } from './tensor';

export interface DoubleBuffer {
  /** The current tensors by name. */
  front(): Feeds;
  /** Where the next ones are written. */
  back(): Feeds;
  /** Makes what was written to `back` current. */
  swap(): void;
}

/** @param shapes by name; all tensors start at 0 */
export function createDoubleBuffer(shapes: ReadonlyMap<string, readonly number[]>, dtype: DType): DoubleBuffer {
  const make = (): Record<string, Tensor> =>
    Object.fromEntries([...shapes].map(([name, shape]) => [name, zeros(dtype, shape)]));
  let [front, back] = [make(), make()];
  return {
    front: () => front,
    back: () => back,
    swap() {
      [front, back] = [back, front];
    },
  };
}
