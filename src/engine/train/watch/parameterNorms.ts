// How large the gradient, the value and the last change of each parameter are.

import type { ParameterNorms } from '../../../protocol/gradients';
import type { Feeds } from '../../runtime/session';
import { updateNames } from '../updateProgram';
import { rounded } from './readWatched';

/** @param names of those that are trained @param now before the update @param next after it */
export function parameterNorms(
  names: Iterable<string>,
  { gradients, now, next }: { gradients: Feeds; now: Feeds; next: Feeds },
): Record<string, ParameterNorms> {
  const found: Record<string, ParameterNorms> = {};
  for (const name of names) {
    const gradient = gradients[updateNames.gradient(name)].data as Float32Array;
    const [before, after] = [now[name].data as Float32Array, next[name].data as Float32Array];
    let [gradients2, weights2, updates2] = [0, 0, 0];
    for (let i = 0; i < before.length; i++) {
      const change = after[i] - before[i];
      gradients2 += gradient[i] * gradient[i];
      weights2 += before[i] * before[i];
      updates2 += change * change;
    }
    found[name] = {
      gradient: rounded(Math.sqrt(gradients2)),
      weight: rounded(Math.sqrt(weights2)),
      update: rounded(Math.sqrt(updates2)),
    };
  }
  return found;
}
