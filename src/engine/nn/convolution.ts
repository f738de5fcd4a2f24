// Convolution over time that keeps the number of steps: each filter sees a window of steps around each step.

import { addDims } from '../graph/dims';
import { add, concat, fill, matmul, reshape, slice, split, transpose } from '../graph/ops';
import type { Value } from '../graph/value';
import { uniform } from './initializers';
import type { Bound } from './parameters';

interface ConvolutionOptions {
  /** Width of the states that go in. */
  inputs: number;
  filters: number;
  /** Steps that a filter sees. */
  window: number;
}

/** weight [filters, inputs, window], bias [filters]; U(±1/√(inputs · window)) as in PyTorch's `Conv1d`. */
export function convolutionParameters({ inputs, filters, window }: ConvolutionOptions) {
  const initialize = uniform(1 / Math.sqrt(inputs * window));
  return { weight: { shape: [filters, inputs, window], initialize }, bias: { shape: [filters], initialize } };
}

/**
 * y_t = b + Σ_k W_k · x_(t + k · dilation − before), before = ⌊(window − 1) · dilation / 2⌋, zeros beyond both ends: PyTorch's
 * `Conv1d` with `padding="same"`. One product with the weights of all places of the window, then a sum of what it gives, moved in
 * time: on ONNX Runtime two to four times as fast as Conv with its two gradients, and faster than a product over moved states.
 * @param x [time, batch, inputs], 0 at padding
 * @param dilation from one step of a window to the next
 * @returns [time, batch, filters]; at padding whatever the window sees
 */
export function convolution(
  p: Bound<ReturnType<typeof convolutionParameters>>,
  x: Value,
  { dilation = 1 }: { dilation?: number } = {},
): Value {
  const [filters, inputs, window] = p.weight.shape.map(Number);
  const before = Math.floor(((window - 1) * dilation) / 2);
  const weight = reshape(transpose(p.weight, [1, 2, 0]), [inputs, window * filters]);
  const products = split(matmul(x, weight), 2, new Array<number>(window).fill(filters)); // by place in the window
  return add(
    products.map((each, k) => movedTo(each, k * dilation - before)).reduce((sum, each) => add(sum, each)),
    p.bias,
  );
}

/** What was `steps` later comes now, zeros where there was nothing: [time, ...] -> [time, ...] */
function movedTo(x: Value, steps: number): Value {
  if (steps === 0) return x;
  const [time, ...rest] = x.shape;
  const zeros = fill(0, [Math.abs(steps), ...rest], x.dtype);
  return steps < 0
    ? slice(concat([zeros, x], 0), 0, 0, time)
    : slice(concat([x, zeros], 0), 0, steps, addDims(time, steps));
}
