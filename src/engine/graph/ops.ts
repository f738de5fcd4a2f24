// The operations a model is written with. Each makes one node of the operator table, or is composed of such; plain
// numbers take the element type of the other operand.

import { broadcastAxes } from './broadcast';
import { addDims, evaluateDim, sameShape, type Dim, type Shape } from './dims';
import { operatorOf, type Attributes, type OperatorName } from './operators';
import type { Primitives } from './operators/operator';
import type { Windows } from './operators/windows';
import { makeNode, type DType, type Value } from './value';

type Operand = Value | number;

/** Applies any operator of the table; checks the operands first. */
export function apply<K extends OperatorName>(op: K, inputs: readonly Value[], attributes: Attributes[K]): Value[] {
  return applyByName(op, inputs, attributes);
}

function applyByName(op: string, inputs: readonly Value[], attributes: unknown = {}): Value[] {
  const types = operatorOf(op).infer(inputs, attributes as never);
  return makeNode(op, inputs, attributes, types).outputs;
}

// --- Values from outside -------------------------------------------------------------------------------------------

/** Data or a parameter given by name at run time; axes may be named, e.g. `['time', 'batch']`. */
export const input = (name: string, dtype: DType, shape: Shape): Value => apply('input', [], { name, dtype, shape })[0];

export const constant = (data: readonly number[], shape: readonly number[], dtype: DType): Value =>
  apply('constant', [], { dtype, shape, data })[0];

export const scalar = (value: number, dtype: DType): Value => constant([value], [], dtype);

/** The same number everywhere. */
export const fill = (value: number, shape: Shape, dtype: DType): Value => apply('fill', [], { value, shape, dtype })[0];

/** The length of an axis, as a number of type `dtype`, for means over axes that are only known at run time. */
export const dimension = (dim: Dim, dtype: DType): Value =>
  typeof dim === 'number' ? scalar(evaluateDim(dim, new Map()), dtype) : apply('dimension', [], { dim, dtype })[0];

/** Independent random bits, true with probability `keep`; equal for equal (seed, step, stream). */
export const randomMask = (keep: number, shape: Shape, stream: string): Value =>
  apply('randomMask', [], { keep, shape, stream })[0];

// --- Componentwise -------------------------------------------------------------------------------------------------

function pair(a: Operand, b: Operand): [Value, Value] {
  if (typeof a === 'number') {
    if (typeof b === 'number') throw new Error('At least one operand must be a value.');
    return [scalar(a, b.dtype), b];
  }
  return [a, typeof b === 'number' ? scalar(b, a.dtype) : b];
}

const unary =
  (op: 'neg' | 'exp' | 'log' | 'sqrt' | 'abs' | 'sign' | 'tanh' | 'sigmoid' | 'relu' | 'gelu' | 'not') => (x: Value) =>
    apply(op, [x], {})[0];

type BinaryName =
  | ('add' | 'sub' | 'mul' | 'div' | 'maximum' | 'minimum')
  | ('equal' | 'less' | 'greater' | 'greaterOrEqual' | 'and' | 'or');

const binary = (op: BinaryName) => (a: Operand, b: Operand) => apply(op, pair(a, b), {})[0];

export const neg = unary('neg');
export const exp = unary('exp');
export const log = unary('log');
export const sqrt = unary('sqrt');
export const abs = unary('abs');
export const sign = unary('sign');
export const tanh = unary('tanh');
/** 1 / (1 + e^−x) */
export const sigmoid = unary('sigmoid');
export const relu = unary('relu');
/** ½x(1 + tanh(√(2/π)(x + 0.044715x³))): Hendrycks and Gimpel 2016, in the form of BERT's and GPT-2's code. */
export const gelu = unary('gelu');
export const not = unary('not');
export const add = binary('add');
export const sub = binary('sub');
export const mul = binary('mul');
export const div = binary('div');
export const maximum = binary('maximum');
export const minimum = binary('minimum');
export const equal = binary('equal');
export const less = binary('less');
export const greater = binary('greater');
export const greaterOrEqual = binary('greaterOrEqual');
export const and = binary('and');
export const or = binary('or');

export const cast = (x: Value, to: DType): Value => (x.dtype === to ? x : apply('cast', [x], { to })[0]);

/** `a` where the condition holds, `b` elsewhere. */
export const where = (condition: Value, a: Operand, b: Operand): Value =>
  apply('where', [condition, ...pair(a, b)], {})[0];

// --- Folding axes --------------------------------------------------------------------------------------------------

const positive = (x: Value, axis: number): number => (axis < 0 ? axis + x.shape.length : axis);

/** The sum over some axes; without `axes` over all. */
export function sum(x: Value, axes?: readonly number[], options: { keep?: boolean } = {}): Value {
  const all = (axes ?? x.shape.map((_, axis) => axis)).map((axis) => positive(x, axis)).sort((a, b) => a - b);
  return all.length === 0 ? x : apply('sum', [x], { axes: all, keep: options.keep ?? false })[0];
}

export function mean(x: Value, axes?: readonly number[], options: { keep?: boolean } = {}): Value {
  const all = (axes ?? x.shape.map((_, axis) => axis)).map((axis) => positive(x, axis));
  if (all.length === 0) return x;
  const count = all.map((axis) => dimension(x.shape[axis], x.dtype)).reduce((a, b) => mul(a, b));
  return div(sum(x, all, options), count);
}

export const max = (x: Value, axis: number, options: { keep?: boolean } = {}): Value =>
  apply('max', [x], { axis: positive(x, axis), keep: options.keep ?? false })[0];

/** Along an axis the sum of the components up to each one, itself included. */
export const cumulativeSum = (x: Value, axis: number): Value =>
  apply('cumulativeSum', [x], { axis: positive(x, axis), reverse: false })[0];

export const argMax = (x: Value, axis: number): Value => apply('argMax', [x], { axis: positive(x, axis) })[0];

/** Where the `count` greatest of the last axis are, the greatest first: x [..., n] -> [..., count] */
export const topIndices = (x: Value, count: number): Value => apply('topIndices', [x], { count })[0];

export const softmax = (x: Value, axis = -1): Value => apply('softmax', [x], { axis: positive(x, axis) })[0];

export const logSoftmax = (x: Value, axis = -1): Value => apply('logSoftmax', [x], { axis: positive(x, axis) })[0];

/** x [..., width] with mean 0 and variance 1 over its last axis, times `scale` [width], plus `shift` [width]. */
export const layerNorm = (x: Value, scale: Value, shift: Value, epsilon = 1e-5): Value =>
  apply('layerNorm', [x, scale, shift], { epsilon })[0];

// --- Products ------------------------------------------------------------------------------------------------------

export const matmul = (
  a: Value,
  b: Value,
  { transposeA = false, transposeB = false }: { transposeA?: boolean; transposeB?: boolean } = {},
): Value => apply('matmul', [a, b], { transposeA, transposeB })[0];

/** x [..., k] · w [k, n] + c, faster than one after the other; w is [n, k] with `transposeB`. */
export const affine = (x: Value, w: Value, c: Value, { transposeB = false }: { transposeB?: boolean } = {}): Value =>
  apply('affine', [x, w, c], { transposeB })[0];

// --- Windows on pictures -------------------------------------------------------------------------------------------

/**
 * What each window sees, its places row by row: x [batch, height, width, channels] -> [batch, rows, columns, places, channels]
 * @param value where the picture has no place
 */
export const windows2d = (x: Value, windows: Windows, value = 0): Value =>
  apply('windows2d', [x], { ...windows, value })[0];

// --- Moving components ---------------------------------------------------------------------------------------------

export const transpose = (x: Value, permutation: readonly number[]): Value =>
  apply('transpose', [x], { permutation })[0];

export const reshape = (x: Value, shape: Shape): Value =>
  sameShape(x.shape, shape) ? x : apply('reshape', [x], { shape })[0];

export const broadcastTo = (x: Value, shape: Shape): Value =>
  sameShape(x.shape, shape) ? x : apply('broadcastTo', [x], { shape })[0];

export const concat = (values: readonly Value[], axis: number): Value =>
  values.length === 1 ? values[0] : apply('concat', values, { axis: positive(values[0], axis) })[0];

/** Parts of the given sizes along an axis. */
export const split = (x: Value, axis: number, sizes: readonly number[]): Value[] =>
  apply('split', [x], { axis: positive(x, axis), sizes });

/** `parts` equal parts along the last axis. */
export function chunk(x: Value, parts: number): Value[] {
  const length = x.shape[x.shape.length - 1];
  if (typeof length !== 'number' || length % parts !== 0) throw new Error(`Cannot cut ${length} into ${parts} parts.`);
  return split(x, -1, new Array<number>(parts).fill(length / parts));
}

/** Components `start` to `end` (exclusive) of one axis. */
export const slice = (x: Value, axis: number, start: Dim, end: Dim): Value =>
  apply('slice', [x], { axis: positive(x, axis), start, end })[0];

/** One component of an axis, which is dropped. Negative indices count from the end. */
export function select(x: Value, axis: number, index: number): Value {
  const at = positive(x, axis);
  const length = x.shape[at];
  if (index < 0 && typeof length !== 'number') throw new Error('An axis of open length has no fixed end.');
  const start = index < 0 ? (length as number) + index : index;
  return reshape(
    slice(x, at, start, addDims(start, 1)),
    x.shape.filter((_, i) => i !== at),
  );
}

// --- Looking up ----------------------------------------------------------------------------------------------------

/** table [rows, width], ids [...] -> [..., width] */
export const gatherRows = (table: Value, ids: Value): Value => apply('gatherRows', [table, ids], {})[0];

/** ids [...], rows [..., width] -> [rowCount, width], each row added at its id. */
export const scatterRows = (ids: Value, rows: Value, rowCount: Dim): Value =>
  apply('scatterRows', [ids, rows], { rowCount })[0];

/** values [..., classes], indices [...] -> [...]: one component of each row. */
export const pick = (values: Value, indices: Value): Value => apply('pick', [values, indices], {})[0];

export const addPick = (base: Value, indices: Value, updates: Value): Value =>
  apply('addPick', [base, indices, updates], {})[0];

/**
 * −log softmax(logits)[label] of each row: logits [..., classes], labels [...] -> [...]
 * @param smoothing share of the label's probability given to all classes alike
 */
export const negativeLogLikelihood = (logits: Value, labels: Value, smoothing = 0): Value =>
  apply('negativeLogLikelihood', [logits, logSoftmax(logits), labels], { smoothing })[0];

/**
 * `output` as it is, whose gradient goes to the operands that it was computed from by a rule of its own (`nn/ownOperator.ts`).
 * @param backward cotangents of the operands, from that of the output
 */
export const ownGradient = (
  name: string,
  operands: readonly Value[],
  output: Value,
  backward: Attributes['ownGradient']['backward'],
): Value => apply('ownGradient', [...operands, output], { name, backward })[0];

// --- For the rules -------------------------------------------------------------------------------------------------

/** Undoes broadcasting: sums a gradient over the axes along which a value of shape `shape` was repeated. */
export function sumTo(gradient: Value, shape: Shape): Value {
  if (sameShape(gradient.shape, shape)) return gradient;
  const { dropped, stretched } = broadcastAxes(gradient.shape, shape);
  const axes = [...new Array<number>(dropped).keys(), ...stretched];
  return reshape(sum(gradient, axes), shape);
}

/** The operations as one record, for gradient and lifting rules. */
export const PRIMITIVES: Primitives = {
  apply: applyByName,
  ...{ neg, exp, sigmoid, sign, add, sub, mul, div, equal, greater, greaterOrEqual, where, cast, sum, softmax, matmul },
  ...{ transpose, reshape, broadcastTo, concat, split, slice, fill, gatherRows, scatterRows, pick, addPick, sumTo },
};
