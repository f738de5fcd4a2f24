// How large the gradient, the value and the last change of each parameter are.

import type { ParameterNorms } from '../../../protocol/gradients';
import type { Feeds } from '../../runtime/session';
import { updateNames } from '../trainedArrays';
import { rounded } from './readWatched';

/**
 * Looks at the parameters before an update, and gives what is to be called after it. A copy of them is kept until then.
 * @param names of those that are trained
 */
export function parameterNorms(
  names: Iterable<string>,
  parameters: Feeds,
  gradients: Feeds,
): () => Record<string, ParameterNorms> {
  const before = Array.from(names, (name) => [name, (parameters[name].data as Float32Array).slice()] as const);
  return () => Object.fromEntries(before.map(([name, old]) => [name, normsOf(name, old)]));

  function normsOf(name: string, old: Float32Array): ParameterNorms {
    const gradient = gradients[updateNames.gradient(name)].data as Float32Array;
    const now = parameters[name].data as Float32Array;
    let [gradients2, weights2, updates2] = [0, 0, 0];
    for (let i = 0; i < old.length; i++) {
      const change = now[i] - old[i];
      gradients2 += gradient[i] * gradient[i];
      weights2 += old[i] * old[i];
      updates2 += change * change;
    }
    return {
      gradient: rounded(Math.sqrt(gradients2)),
      weight: rounded(Math.sqrt(weights2)),
      update: rounded(Math.sqrt(updates2)),
    };
  }
}
