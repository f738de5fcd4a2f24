// What becomes of products and sums where they meet: a sum of products is one product, and numbers that scale rows go to where
// there is less to scale. Each rule gives an equal value that is cheaper, or undefined; `simplified` is what its parts go through.

import { multiplyDims, sameShape, sizeOf } from './dims';
import { matmul, mul, reshape, transpose } from './ops';
import type { Attributes, OperatorName } from './operators';
import { isFloat, type Value } from './value';

type Simplified = (value: Value) => Value;

export function is<K extends OperatorName>(value: Value, op: K): Attributes[K] | undefined {
  return value.node.op === op ? (value.node.attributes as Attributes[K]) : undefined;
}

export const isIdentity = (permutation: readonly number[]): boolean => permutation.every((axis, i) => axis === i);

/**
 * Σ over the batch axes of aᵀ·b is one product of the two with batch and rows joined. Of outer products, a single row each,
 * also the sum over the first axes alone is a product for each of the others: so the gradient of what a decoder attends to
 * is never held once for each step.
 */
export function sumOfProducts(value: Value, simplified: Simplified): Value | undefined {
  const { axes, keep } = is(value, 'sum') ?? { axes: [], keep: true };
  const [product] = value.node.inputs;
  const transposes = is(product, 'matmul');
  if (keep || !transposes?.transposeA || transposes.transposeB) return undefined;
  const [a, b] = product.node.inputs;
  const batch = product.shape.length - 2;
  const summed = axes.length;
  const areFirst = summed <= batch && axes.every((axis, i) => axis === i);
  if (!areFirst || !sameShape(a.shape.slice(0, -1), b.shape.slice(0, -1))) return undefined;
  if (summed < batch && a.shape[batch] !== 1) return undefined;
  const join = (x: Value): Value => {
    const rows = multiplyDims(sizeOf(x.shape.slice(0, summed)), x.shape[batch]);
    const order = [...range(summed, batch), ...range(0, summed), batch, batch + 1];
    const sorted = isIdentity(order) ? x : transpose(x, order);
    return simplified(reshape(sorted, [...x.shape.slice(summed, batch), rows, x.shape[batch + 1]]));
  };
  return matmul(join(a), join(b), { transposeA: true });
}

/** Rows times a number each: rows [..., n, columns], scales [..., n, 1]. */
interface ScaledRows {
  rows: Value;
  scales: Value;
}

/** What a value is the scaled rows of; also where its first axes were joined since. */
function scaledRows(value: Value, simplified: Simplified): ScaledRows | undefined {
  const { node, shape } = value;
  const last = shape.length - 1;
  if (node.op === 'reshape') {
    const inner = scaledRows(node.inputs[0], simplified);
    if (!inner || last < 1 || shape[last] !== inner.rows.shape[inner.rows.shape.length - 1]) return undefined;
    const scales = simplified(reshape(inner.scales, [...shape.slice(0, last), 1]));
    return { rows: simplified(reshape(inner.rows, shape)), scales };
  }
  if (node.op !== 'mul' || last < 1) return undefined;
  const isScale = (x: Value): boolean => sameShape(x.shape, [...shape.slice(0, last), 1]);
  const [x, y] = node.inputs;
  if (isScale(x) === isScale(y)) return undefined;
  const [rows, scales] = isScale(y) ? [x, y] : [y, x];
  return sameShape(rows.shape, shape) ? { rows, scales } : undefined;
}

const isNarrower = ({ shape: a }: Value, { shape: b }: Value): boolean => {
  const [x, y] = [a[a.length - 1], b[b.length - 1]];
  return typeof x === 'number' && typeof y === 'number' && x < y;
};

/**
 * The scales of rows go through a product to where it is narrower: (s·A)·B is s·(A·B), and Aᵀ·(s·B) is (s·A)ᵀ·B. So the
 * gradients of logits are never written a second time for the weights of their rows.
 */
export function productOfScaledRows(value: Value, simplified: Simplified): Value | undefined {
  const { transposeA, transposeB } = is(value, 'matmul') ?? { transposeA: true, transposeB: true };
  const [a, b] = value.node.inputs;
  if (b.shape.length !== 2) return undefined;
  if (!transposeA) {
    const left = isNarrower(value, a) ? scaledRows(a, simplified) : undefined;
    return left && mul(matmul(left.rows, b, { transposeB }), left.scales);
  }
  if (transposeB || a.shape.length !== 2) return undefined;
  const wide = isNarrower(a, b) ? scaledRows(b, simplified) : isNarrower(b, a) ? scaledRows(a, simplified) : undefined;
  if (!wide) return undefined;
  const narrow = mul(isNarrower(a, b) ? a : b, wide.scales);
  const [left, right] = isNarrower(a, b) ? [narrow, wide.rows] : [wide.rows, narrow];
  return matmul(left, right, { transposeA });
}

/** The sum of scaled rows is a product with the scales. */
export function sumOfScaledRows(value: Value, simplified: Simplified): Value | undefined {
  const { axes, keep } = is(value, 'sum') ?? { axes: [], keep: true };
  const [x] = value.node.inputs;
  const isOverRows = axes.length === x.shape.length - 1 && axes.every((axis, i) => axis === i);
  const found = !keep && isOverRows && isFloat(x.dtype) ? scaledRows(x, simplified) : undefined;
  if (!found) return undefined;
  const [rows, columns] = [sizeOf(x.shape.slice(0, -1)), x.shape[x.shape.length - 1]];
  const row = simplified(reshape(found.scales, [1, rows]));
  return reshape(matmul(row, simplified(reshape(found.rows, [rows, columns]))), value.shape);
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
