// Values that come from outside: inputs, constants, random masks, axis lengths, and the placeholders of loop bodies.

import type { Dim, Shape } from '../dims';
import { ONNX_TYPES } from '../emitter';
import type { DType } from '../value';
import { noGradient, noLift, type Operator } from './operator';

export interface LeafAttributes {
  /** Data or a parameter, given by name when the program runs. */
  input: { name: string; dtype: DType; shape: Shape };
  /** A few numbers known now. */
  constant: { dtype: DType; shape: readonly number[]; data: readonly number[] };
  /** Independent bits, true with probability `keep`, drawn by the runtime from (seed, step, stream). */
  randomMask: { keep: number; shape: Shape; stream: string };
  /** The length of an axis as a number. */
  dimension: { dim: Dim; dtype: DType };
  /** One number everywhere. */
  fill: { value: number; shape: Shape; dtype: DType };
  /** The state or the step input of a loop's body. */
  bodyParameter: { name: string; dtype: DType; shape: Shape };
}

type LeafOperators = { [K in keyof LeafAttributes]: Operator<LeafAttributes[K]> };

const leaf = { gradient: noGradient, lift: noLift };

export const leafOperators: LeafOperators = {
  input: {
    ...leaf,
    infer: (_, { dtype, shape }) => [{ dtype, shape }],
    emit: (e, node) => [e.nameOf(node.outputs[0])],
  },
  constant: {
    ...leaf,
    infer: (_, { dtype, shape }) => [{ dtype, shape }],
    emit: (e, _node, { dtype, shape, data }) => [e.constant(dtype, shape, data)],
  },
  randomMask: {
    ...leaf,
    infer: (_, { shape }) => [{ dtype: 'bool', shape }],
    emit: (e, node) => [e.nameOf(node.outputs[0])],
  },
  dimension: {
    ...leaf,
    infer: (_, { dtype }) => [{ dtype, shape: [] }],
    emit: (e, _node, { dim, dtype }) => [e.node('Cast', [e.dim(dim)], { to: ONNX_TYPES[dtype] })],
  },
  fill: {
    ...leaf,
    infer: (_, { shape, dtype }) => [{ dtype, shape }],
    emit: (e, _node, { value, shape, dtype }) => [e.node('Expand', [e.constant(dtype, [], [value]), e.shape(shape)])],
  },
  bodyParameter: {
    ...leaf,
    infer: (_, { dtype, shape }) => [{ dtype, shape }],
    emit: (e, node) => [e.nameOf(node.outputs[0])],
  },
};
