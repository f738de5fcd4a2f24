// Numbers in memory with their shape: what goes into programs and comes out of them.

import type { DType } from '../graph/value';

export type TensorData = Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array;

export interface Tensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Row-major; length is the product of the shape. Bool as bytes 0 and 1. */
  readonly data: TensorData;
}

export const ELEMENT_BYTES: Record<DType, number> = { float32: 4, float64: 8, int32: 4, int64: 8, bool: 1 };

export function countOf(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

export function allocate(dtype: DType, length: number): TensorData {
  switch (dtype) {
    case 'float32':
      return new Float32Array(length);
    case 'float64':
      return new Float64Array(length);
    case 'int32':
      return new Int32Array(length);
    case 'int64':
      return new BigInt64Array(length);
    case 'bool':
      return new Uint8Array(length);
  }
}

export function zeros(dtype: DType, shape: readonly number[]): Tensor {
  return { dtype, shape, data: allocate(dtype, countOf(shape)) };
}

export function tensor(dtype: DType, shape: readonly number[], values: ArrayLike<number>): Tensor {
  const result = zeros(dtype, shape);
  if (values.length !== result.data.length)
    throw new Error(`${values.length} numbers for shape [${shape.join(', ')}].`);
  if (result.data instanceof BigInt64Array) result.data.set(Array.from(values, BigInt));
  else result.data.set(values);
  return result;
}
