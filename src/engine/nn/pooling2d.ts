// From a picture to a smaller one: of each window the greatest component, or the mean.

import { max, mean, windows2d } from '../graph/ops';
import type { Pair, Windows } from '../graph/operators/windows';
import type { Value } from '../graph/value';

/** Lower than any output of a network, and finite. */
const LOWEST = -1e30;

interface Pooling2dOptions {
  size: Pair;
  /** Left out: windows lie side by side. */
  stride?: Pair;
  /** Less than a window. */
  padding?: Pair;
}

const windowsOf = ({ size, stride = size, padding = [0, 0] }: Pooling2dOptions): Windows => ({ size, stride, padding });

/**
 * PyTorch's `MaxPool2d`, channels last: places beyond the edge never count. Where several are the greatest the gradient is shared by them.
 * @param x [batch, height, width, channels]
 * @returns [batch, rows, columns, channels]
 */
export const maxPooling2d = (x: Value, options: Pooling2dOptions): Value =>
  max(windows2d(x, windowsOf(options), LOWEST), 3);

/**
 * PyTorch's `AvgPool2d`, channels last: places beyond the edge count as 0.
 * @param x [batch, height, width, channels]
 * @returns [batch, rows, columns, channels]
 */
export const averagePooling2d = (x: Value, options: Pooling2dOptions): Value =>
  mean(windows2d(x, windowsOf(options)), [3]);
