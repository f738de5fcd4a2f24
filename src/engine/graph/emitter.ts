// What an operator needs to write itself as ONNX nodes. The implementation is in src/engine/onnx; operators only speak
// of names, so that their ONNX form stands beside their shape and gradient rules.

import type { Dim, Shape } from './dims';
import type { DType, Value } from './value';

export type OnnxAttribute = number | string | readonly number[] | { float: number };

export interface Emitter {
  /** Adds a node with one output and returns its name. A plain number attribute is an integer; floats are `{ float }`. */
  node(opType: string, inputs: readonly string[], attributes?: Record<string, OnnxAttribute>): string;
  /** The same for several outputs. */
  nodes(
    opType: string,
    inputs: readonly string[],
    outputs: number,
    attributes?: Record<string, OnnxAttribute>,
  ): string[];
  /** `x` with another shape. Unlike a bare Reshape, where 0 means "as before", lengths of 0 are lengths. */
  reshape(x: string, shape: Shape): string;
  /** A constant tensor, shared by equal content. */
  constant(dtype: DType, shape: readonly number[], data: readonly number[]): string;
  /** An int64 tensor `[rank]` that holds the lengths of these axes when the program runs. */
  shape(shape: Shape): string;
  /** An int64 scalar with the length of an axis. */
  dim(dim: Dim): string;
  /** An int64 tensor [3]: the shape of a matrix of rows cut into blocks for a product, [blocks, rows of each, columns]. */
  blocks(rows: Dim, columns: Dim): string;
  /** The version of ONNX's operators that is written. */
  readonly operatorSet: number;
  /** Some inputs are part of the model, which prepares them for plain products. */
  readonly hasFixedInputs: boolean;
  /** The name under which a value was emitted. */
  nameOf(value: Value): string;
}

/** ONNX's number for an element type (TensorProto.DataType). */
export const ONNX_TYPES: Record<DType, number> = { float32: 1, int32: 6, int64: 7, bool: 9, float64: 11 };
