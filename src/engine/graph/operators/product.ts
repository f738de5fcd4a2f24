// The matrix product: where nearly all of the time should go.

import { broadcastShapes } from '../broadcast';
import { sameShape, sizeOf, type Dim, type Shape } from '../dims';
import type { Emitter } from '../emitter';
import { GraphError, isFloat, type Node, type Value } from '../value';
import type { Operator } from './operator';

export interface ProductAttributes {
  /** a [..., m, k] · b [..., k, n] -> [..., m, n]; a transposed operand is given with its last two axes exchanged. */
  matmul: { transposeA: boolean; transposeB: boolean };
  /** x [..., k] · w [k, n] + c -> [..., n], in one pass; c is [n], or of any shape that x·w does not outgrow when x is [m, k]. */
  affine: { transposeB: boolean };
}

function matrixAxes(shape: Shape, transposed: boolean): { batch: Shape; rows: Dim; columns: Dim } {
  const [x, y] = shape.slice(-2);
  return { batch: shape.slice(0, -2), rows: transposed ? y : x, columns: transposed ? x : y };
}

/** A matrix with its last two axes exchanged when asked for. */
function orient(e: Emitter, value: Value, name: string, transposed: boolean): string {
  if (!transposed) return name;
  const axes = value.shape.map((_, axis) => axis);
  return e.node('Transpose', [name], { perm: [...axes.slice(0, -2), axes.length - 1, axes.length - 2] });
}

const gemm = (e: Emitter, operands: readonly string[], transA: boolean, transB: boolean): string =>
  e.node('Gemm', operands, { transA: transA ? 1 : 0, transB: transB ? 1 : 0 });

/** Products of smaller matrices are left as they are. */
const LARGE = 128;

/**
 * Among threads the wider side of a product is shared out, and of a share of 64 columns or fewer ONNX Runtime adds up in
 * another order: the wider side must be wide enough for the same bits with any usual number of threads.
 */
const WIDE = 1024;

/** Whether these are many rows and a large matrix; of lengths known only at run time, a product of several counts as many. */
function isLarge(rows: Dim, matrix: Shape): boolean {
  const areMany = typeof rows === 'number' ? rows > 4 * LARGE : rows.includes('*');
  return areMany && matrix.every((length) => typeof length === 'number' && length >= LARGE);
}

/** A matrix of all rows of a tensor, times one matrix; a vector `bias` is added. */
function productOfRows(e: Emitter, node: Node, [a, w, ...bias]: readonly string[], transB: boolean): string {
  const [x, weight] = node.inputs;
  const { shape } = node.outputs[0];
  const [rows, columns] = [sizeOf(x.shape.slice(0, -1)), x.shape[x.shape.length - 1]];
  if (e.hasFixedInputs || !isLarge(rows, weight.shape)) {
    const operands = [w, ...bias];
    if (shape.length === 2) return gemm(e, [a, ...operands], false, transB);
    return e.reshape(gemm(e, [e.reshape(a, [rows, columns]), ...operands], false, transB), shape);
  }
  const blocks = e.node('Reshape', [a, e.blocks(rows, columns)], { allowzero: 1 });
  // Of more axes than the blocks: otherwise ONNX Runtime would join them to one matrix again.
  const right = { ...weight, shape: [1, 1, ...weight.shape] };
  const product = e.node('MatMul', [blocks, orient(e, right, e.reshape(w, right.shape), transB)]);
  const all = e.reshape(product, shape);
  return bias.length > 0 ? e.node('Add', [all, ...bias]) : all;
}

/** The transpose of a matrix; by a detour over three axes, or ONNX Runtime would make it a part of the product. */
function turned(e: Emitter, matrix: string, rows: Dim, columns: Dim): string {
  const turn = e.node('Transpose', [e.reshape(matrix, [1, rows, columns])], { perm: [0, 2, 1] });
  return e.reshape(turn, [columns, rows]);
}

/** aᵀ·b, a sum over many rows: the narrower operand is turned once, so that the product reads both along their rows. */
function productOverRows(e: Emitter, node: Node, a: string, b: string): string {
  const [left, right] = node.inputs;
  const [rows, m] = left.shape;
  const [, n] = right.shape;
  if (m < n) return gemm(e, [turned(e, a, rows, m), b], false, false);
  return turned(e, gemm(e, [turned(e, b, rows, n), a], false, false), n, m); // (bᵀ·a)ᵀ
}

const isBias = ({ shape }: Value, columns: Dim): boolean => shape.length === 1 && shape[0] === columns;

export const productOperators: { [K in keyof ProductAttributes]: Operator<ProductAttributes[K]> } = {
  matmul: {
    infer(inputs, { transposeA, transposeB }) {
      const [a, b] = inputs;
      if (a.shape.length < 2 || b.shape.length < 2 || a.dtype !== b.dtype || !isFloat(a.dtype))
        throw new GraphError('matmul', 'needs two matrices of one floating-point type', inputs);
      const left = matrixAxes(a.shape, transposeA);
      const right = matrixAxes(b.shape, transposeB);
      if (left.columns !== right.rows)
        throw new GraphError('matmul', `inner axes differ: ${left.columns} and ${right.rows}`, inputs);
      const batch = broadcastShapes([left.batch, right.batch]);
      if (!batch) throw new GraphError('matmul', 'batch axes cannot be broadcast together', inputs);
      return [{ dtype: a.dtype, shape: [...batch, left.rows, right.columns] }];
    },

    // C = A·B: dA = dC·Bᵀ, dB = Aᵀ·dC; a transposed operand gets the transposed gradient.
    gradient({ inputs: [a, b], attributes: { transposeA, transposeB }, g, o }) {
      const da = transposeA
        ? o.matmul(b, g, { transposeA: transposeB, transposeB: true })
        : o.matmul(g, b, { transposeB: !transposeB });
      // One matrix for a whole batch: one large product instead of a batch of small ones and their sum.
      const shared = b.shape.length === 2 && a.shape.length > 2 && !transposeA;
      const left = shared ? o.reshape(a, [sizeOf(a.shape.slice(0, -1)), a.shape[a.shape.length - 1]]) : a;
      const right = shared ? o.reshape(g, [sizeOf(g.shape.slice(0, -1)), g.shape[g.shape.length - 1]]) : g;
      const db = transposeB
        ? o.matmul(right, left, { transposeA: true, transposeB: transposeA })
        : o.matmul(left, right, { transposeA: !transposeA });
      return [o.sumTo(da, a.shape), o.sumTo(db, b.shape)];
    },

    emit(e, node, { transposeA, transposeB }, [a, b]) {
      const [left, right] = node.inputs;
      if (right.shape.length === 2 && !transposeA) return [productOfRows(e, node, [a, b], transposeB)];
      if (left.shape.length === 2 && right.shape.length === 2) {
        const sides = [left.shape[1], right.shape[1]];
        const turns =
          transposeA && !transposeB && isLarge(left.shape[0], sides) && sides.some((side) => Number(side) >= WIDE);
        return [turns ? productOverRows(e, node, a, b) : gemm(e, [a, b], transposeA, transposeB)];
      }
      return [e.node('MatMul', [orient(e, left, a, transposeA), orient(e, right, b, transposeB)])];
    },

    lift({ inputs: [a, b], lifted: [left, right], attributes, o }) {
      const rankA = a.shape.length;
      const rankB = b.shape.length;
      const fits = left && right ? rankA === rankB : left ? rankB <= rankA : rankA <= rankB;
      return fits ? [o.matmul(left ?? a, right ?? b, attributes)] : undefined;
    },
  },

  affine: {
    infer(inputs, { transposeB }) {
      const [x, w, c] = inputs;
      const inner = x.shape[x.shape.length - 1];
      if (x.shape.length < 2 || w.shape.length !== 2 || !isFloat(x.dtype) || inputs.some((v) => v.dtype !== x.dtype))
        throw new GraphError('affine', 'needs x [..., k] and a matrix of one floating-point type', inputs);
      const { rows, columns } = matrixAxes(w.shape, transposeB);
      if (inner !== rows) throw new GraphError('affine', `inner axes differ: ${inner} and ${rows}`, inputs);
      const shape = [...x.shape.slice(0, -1), columns];
      const common = broadcastShapes([shape, c.shape]);
      if (!isBias(c, columns) && (x.shape.length !== 2 || !common || !sameShape(common, shape)))
        throw new GraphError('affine', 'the summand does not fit', inputs);
      return [{ dtype: x.dtype, shape }];
    },

    // As of the product; the summand gets the whole gradient.
    gradient({ inputs: [x, w, c], attributes: { transposeB }, g, o }) {
      const rows = (value: Value): Value =>
        o.reshape(value, [sizeOf(value.shape.slice(0, -1)), value.shape[value.shape.length - 1]]);
      const dw = transposeB
        ? o.matmul(rows(g), rows(x), { transposeA: true })
        : o.matmul(rows(x), rows(g), { transposeA: true });
      return [o.matmul(g, w, { transposeB: !transposeB }), dw, o.sumTo(g, c.shape)];
    },

    emit(e, node, { transposeB }, inputs) {
      const [, weight, c] = node.inputs;
      if (!isBias(c, matrixAxes(weight.shape, transposeB).columns)) return [gemm(e, inputs, false, transposeB)];
      return [productOfRows(e, node, inputs, transposeB)];
    },

    lift({ inputs: [x, w, c], lifted: [xs, ws, cs], attributes, time, o }) {
      if (ws) return undefined;
      if (xs && !cs && isBias(c, matrixAxes(w.shape, attributes.transposeB).columns))
        return o.apply('affine', [xs, w, c], attributes);
      const shape = [...new Array<Dim>(x.shape.length - c.shape.length).fill(1), ...c.shape];
      return [o.add(o.matmul(xs ?? x, w, attributes), cs ? o.reshape(cs, [time, ...shape]) : c)];
    },
  },
};
