// The mean of the gradients of several batches, so that an update can be made from more examples than fit in memory.

import type { Feeds } from '../runtime/session';
import { zeros, type Tensor } from '../runtime/tensor';
import { updateNames } from './trainedArrays';

export interface GradientMean {
  /** Adds the gradients of a batch; copies them. */
  add(gradients: Feeds, loss: number, weight: number): void;
  /** Whether nothing was added since the last mean. */
  isEmpty(): boolean;
  /** Puts the mean with this last batch into `gradients`, gives that of the losses, and begins anew; without others nothing is changed. */
  finish(gradients: Feeds, loss: number, weight: number): number;
}

/** @param shapes of the parameters, by name */
export function createGradientMean(shapes: ReadonlyMap<string, readonly number[]>): GradientMean {
  let sums: Record<string, Tensor> | undefined; // made when first needed: it is as large as the model
  let [weights, losses] = [0, 0];
  const add: GradientMean['add'] = (gradients, loss, weight) => {
    sums ??= Object.fromEntries(
      [...shapes].map(([name, shape]) => [updateNames.gradient(name), zeros('float32', shape)]),
    );
    for (const [name, { data }] of Object.entries(sums)) {
      const [sum, values] = [data as Float32Array, gradients[name].data as Float32Array];
      if (weights === 0) for (let i = 0; i < sum.length; i++) sum[i] = weight * values[i];
      else for (let i = 0; i < sum.length; i++) sum[i] += weight * values[i];
    }
    weights += weight;
    losses += weight * loss;
  };
  return {
    add,
    isEmpty: () => weights === 0,
    finish(gradients, loss, weight) {
      if (weights === 0 || !sums) return loss;
      add(gradients, loss, weight);
      for (const [name, { data }] of Object.entries(sums)) {
        const [sum, mean] = [data as Float32Array, gradients[name].data as Float32Array];
        for (let i = 0; i < sum.length; i++) mean[i] = sum[i] / weights;
      }
      const mean = losses / weights;
      [weights, losses] = [0, 0];
      return mean;
    },
  };
}
