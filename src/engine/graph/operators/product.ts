// The matrix product: where nearly all of the time should go.

import { broadcastShapes } from '../broadcast';
import { sizeOf, type Dim, type Shape } from '../dims';
import type { Emitter } from '../emitter';
import { GraphError, isFloat, type Value } from '../value';
import type { Operator } from './operator';

export interface ProductAttributes {
  /** a [..., m, k] · b [..., k, n] -> [..., m, n]; a transposed operand is given with its last two axes exchanged. */
  matmul: { transposeA: boolean; transposeB: boolean };
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

const gemm = (e: Emitter, a: string, b: string, transA: boolean, transB: boolean): string =>
  e.node('Gemm', [a, b], { transA: transA ? 1 : 0, transB: transB ? 1 : 0 });

export const productOperators: { matmul: Operator<ProductAttributes['matmul']> } = {
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
      if (left.shape.length === 2 && right.shape.length === 2) return [gemm(e, a, b, transposeA, transposeB)];
      if (right.shape.length === 2 && !transposeA) {
        const inner = left.shape[left.shape.length - 1];
        const rows = e.reshape(a, [sizeOf(left.shape.slice(0, -1)), inner]);
        return [e.reshape(gemm(e, rows, b, false, transposeB), node.outputs[0].shape)];
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
};
