// Golden tensors as what programs take and give.

import assert from 'node:assert/strict';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { relativeDifference, valuesOf, type GoldenTensor } from '../../golden/readGolden';

export type Float = 'float32' | 'float64';

/** Greatest difference from PyTorch's double-precision numbers, relative to their size. */
const LIMITS: Record<Float, number> = { float64: 1e-10, float32: 1e-5 };

export const FLOATS: readonly Float[] = ['float64', 'float32'];

export const fromGolden = (golden: GoldenTensor, dtype: Float): Tensor => tensor(dtype, golden.shape, valuesOf(golden));

export const scalarGolden = (value: number): GoldenTensor => ({
  shape: [],
  data: Buffer.from(Float64Array.of(value).buffer).toString('base64'),
});

export function assertGolden(
  actual: Tensor,
  golden: GoldenTensor,
  what: string,
  limit = LIMITS[actual.dtype as Float],
): void {
  assert.deepEqual([...actual.shape], golden.shape, `shape of ${what}`);
  const difference = relativeDifference(actual.data as Float64Array, golden);
  assert.ok(difference <= limit, `${what}: relative difference ${difference.toExponential(2)}, allowed ${limit}`);
}

/** `[time, batch]`, true at the first steps of each text. */
export function maskOf(lengths: readonly number[], time: number): Tensor {
  const bits = Array.from({ length: time }, (_, t) => lengths.map((length) => Number(t < length)));
  return tensor('bool', [time, lengths.length], bits.flat());
}
