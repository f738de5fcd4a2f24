// Batch normalisation (Ioffe and Szegedy 2015): in training by the mean and variance of the batch, later by running averages of them. The
// averages are parameters that no gradient reaches: a training step replaces them by what it is told of (`Tracked`), and they are kept and
// read again with all other parameters.

import { add, dimension, div, mean, mul, sqrt, sub } from '../graph/ops';
import { multiplyDims } from '../graph/dims';
import type { Value } from '../graph/value';
import type { Mode } from './dropout';
import { ones, zeros } from './initializers';
import type { Bound, Tracked } from './parameters';

/** weight, bias, running_mean, running_var [width]: 1, 0, 0, 1 as in PyTorch's `BatchNorm2d`. */
export function batchNormParameters({ width }: { width: number }) {
  const shape = [width];
  return {
    ...{ weight: { shape, initialize: ones }, bias: { shape, initialize: zeros } },
    running_mean: { shape, initialize: zeros, frozen: true as const },
    running_var: { shape, initialize: ones, frozen: true as const },
  };
}

/**
 * y = (x − mean) / √(variance + epsilon) · weight + bias, over all axes but the last.
 * @param x [..., width]
 * @param options `momentum`: the share of a batch in the running averages; that of the variance is unbiased, as in PyTorch
 * @returns y [..., width], and in training what becomes of the running averages
 */
export function batchNorm(
  p: Bound<ReturnType<typeof batchNormParameters>>,
  x: Value,
  { mode, momentum = 0.1, epsilon = 1e-5 }: { mode: Mode; momentum?: number; epsilon?: number },
): { y: Value; tracked: Tracked[] } {
  const normal = (centred: Value, variance: Value): Value =>
    add(mul(centred, div(p.weight, sqrt(add(variance, epsilon)))), p.bias);
  if (mode === 'inference') return { y: normal(sub(x, p.running_mean), p.running_var), tracked: [] };
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const centre = mean(x, axes); // [width]
  const centred = sub(x, centre);
  const variance = mean(mul(centred, centred), axes); // [width]
  const count = dimension(x.shape.slice(0, -1).reduce(multiplyDims), x.dtype);
  const unbiased = mul(variance, div(count, sub(count, 1)));
  const moved = (parameter: Value, found: Value): Tracked => ({
    parameter,
    next: add(mul(parameter, 1 - momentum), mul(found, momentum)),
  });
  return {
    y: normal(centred, variance),
    tracked: [moved(p.running_mean, centre), moved(p.running_var, unbiased)],
  };
}
