// Rows of the operator table and their samples at work: operands as inputs of a program, what to feed, a scalar to differentiate.

import type { Dim } from '../../../src/engine/graph/dims';
import * as o from '../../../src/engine/graph/ops';
import type { DType, Value } from '../../../src/engine/graph/value';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import type { RandomNumbers } from '../../faults/randomNumbers';
import { countOf, nd, transposeNd, type NdArray } from '../../support/numeric/ndArray';
import { awayFromZero, OPERATOR_TABLE, type ComputedRow, type DimOf, type Operand, type Sample } from './operatorTable';

export type AnySample = Sample<unknown>;
export type AnyRow = ComputedRow<unknown>;
type Float = 'float32' | 'float64';
export type Feeds = Record<string, Tensor>;

export const fixedDim: DimOf = (length) => length;
export const namedDim: DimOf = (length): Dim => (length === 1 ? 1 : `n${length}`);

/** The rows that compute something. */
export const COMPUTED_ROWS: readonly (readonly [string, AnyRow])[] = Object.entries(OPERATOR_TABLE).flatMap(
  ([op, row]) => (row === 'source' || row === 'own' ? [] : [[op, row as AnyRow] as const]),
);

export const isFloat = (dtype: DType): dtype is Float => dtype === 'float32' || dtype === 'float64';

export const dtypeOf = ({ dtype = 'float' }: Operand, float: Float): DType => (dtype === 'float' ? float : dtype);

/** What to feed for an operand. */
export const draw = ({ shape, draw: component = awayFromZero }: Operand, random: RandomNumbers): NdArray =>
  nd(
    shape,
    Array.from({ length: countOf(shape) }, (_, i) => component(random, i)),
  );

export const describeSample = ({ operands }: AnySample): string =>
  operands.map(({ shape, dtype, transposed }) => `${dtype ?? ''}[${shape.join()}]${transposed ? 'ᵀ' : ''}`).join(' ');

/** Applies an operator by its name, as the table has it. */
export function applyOperator(op: string, operands: readonly Value[], attributes: unknown): Value[] {
  if (op === 'negativeLogLikelihood') {
    const [logits, labels] = operands;
    return o.PRIMITIVES.apply(op, [logits, o.logSoftmax(logits), labels], attributes);
  }
  return o.PRIMITIVES.apply(op, operands, attributes);
}

const reversed = (rank: number): number[] => Array.from({ length: rank }, (_, axis) => rank - 1 - axis);

/** A program input for an operand, and what to feed. */
export function bindOperand(
  name: string,
  operand: Operand,
  data: NdArray,
  { dim, float, feeds }: { dim: DimOf; float: Float; feeds: Feeds },
): Value {
  const dtype = dtypeOf(operand, float);
  const shape = operand.shape.map((length, axis) => (operand.fixed?.includes(axis) ? length : dim(length)));
  if (!operand.transposed) {
    feeds[name] = tensor(dtype, data.shape, data.data);
    return o.input(name, dtype, shape);
  }
  const order = reversed(shape.length);
  const turned = transposeNd(data, order);
  feeds[name] = tensor(dtype, turned.shape, turned.data);
  return o.transpose(o.input(name, dtype, [...shape].reverse()), order);
}

/**
 * Σ weights·y over all outputs, with weights fed by name. Made by division for `mul`, whose rule would otherwise be
 * applied twice, and a wrong sign cancel.
 */
export function weightedSum(
  op: string,
  outputs: readonly Value[],
  weights: readonly NdArray[],
  { float, feeds }: { float: Float; feeds: Feeds },
): Value {
  const terms = outputs.map((y, i) => {
    const { shape, data } = weights[i];
    feeds[`weight${i}`] = tensor(float, shape, op === 'mul' ? data.map((weight) => 1 / weight) : data);
    const weight = o.input(`weight${i}`, float, y.shape);
    return o.sum((op === 'mul' ? o.div : o.mul)(o.cast(y, float), weight));
  });
  return terms.reduce((a, b) => o.add(a, b));
}
