// Convolution over a picture: each filter sees a window of places, from stride to stride. A product of what windows see with the filters.

import { matmul, add, reshape, transpose, windows2d } from '../graph/ops';
import type { Pair } from '../graph/operators/windows';
import type { Value } from '../graph/value';
import { uniform } from './initializers';
import type { Bound } from './parameters';

interface Convolution2dOptions {
  /** Channels that go in. */
  inputs: number;
  filters: number;
  /** Rows and columns of a window. */
  size: Pair;
}

/** weight [filters, inputs, rows, columns], bias [filters]; U(±1/√(inputs · rows · columns)) as in PyTorch's `Conv2d`. */
export function convolution2dParameters({ inputs, filters, size: [rows, columns] }: Convolution2dOptions) {
  const initialize = uniform(1 / Math.sqrt(inputs * rows * columns));
  return { weight: { shape: [filters, inputs, rows, columns], initialize }, bias: { shape: [filters], initialize } };
}

/**
 * PyTorch's `Conv2d`, channels last.
 * @param x [batch, height, width, inputs]
 * @param padding rows above and below, columns left and right, all 0
 * @returns [batch, rows, columns, filters]; rows = ⌊(height + 2·padding − size) / stride⌋ + 1
 */
export function convolution2d(
  p: Bound<ReturnType<typeof convolution2dParameters>>,
  x: Value,
  { stride = [1, 1], padding = [0, 0] }: { stride?: Pair; padding?: Pair } = {},
): Value {
  const [filters, inputs, ...size] = p.weight.shape.map(Number);
  const [tall, wide] = size;
  const seen = windows2d(x, { size: [tall, wide], stride, padding }); // [batch, rows, columns, places, inputs]
  const [batch, rows, columns] = seen.shape;
  const width = tall * wide * inputs;
  const weight = reshape(transpose(p.weight, [2, 3, 1, 0]), [width, filters]);
  return add(matmul(reshape(seen, [batch, rows, columns, width]), weight), p.bias);
}
