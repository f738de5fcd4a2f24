// Look-ups by integer: rows of a table, one component of each row, and their gradients, which add components up again.
//
// `ScatterND` with addition loses updates in ONNX Runtime when indices repeat and several threads run, so it is never
// used; `ScatterElements` adds them up correctly. Training does not even need that: see train/gradientRows.ts.

import { sameShape, sizeOf, type Dim } from '../dims';
import { GraphError, type DType, type Value } from '../value';
import { noLift, type Operator } from './operator';

export interface IndexingAttributes {
  /** table [rows, width], ids [...] -> [..., width] */
  gatherRows: Record<string, never>;
  /** ids [...], rows [..., width] -> [rowCount, width]: each row added at its id */
  scatterRows: { rowCount: Dim };
  /** values [..., classes], indices [...] -> [...] */
  pick: Record<string, never>;
  /** base [..., classes], indices [...], updates [...]: each update added at its index */
  addPick: Record<string, never>;
  /**
   * logits [..., classes], their log softmax, labels [...] -> [...]: the cross entropy of softmax(logits) with a target that
   * gives `smoothing` of its probability to all classes alike and the rest to the label (Szegedy et al. 2016); with 0,
   * −log p(label)
   */
  negativeLogLikelihood: { smoothing: number };
}

type IndexingOperators = { [K in keyof IndexingAttributes]: Operator<IndexingAttributes[K]> };

const isIndex = (dtype: DType): boolean => dtype === 'int32' || dtype === 'int64';

function checkPick(op: string, values: Value, indices: Value, inputs: readonly Value[] = [values, indices]): void {
  const fits = values.shape.length === indices.shape.length + 1 && indices.shape.every((d, i) => d === values.shape[i]);
  if (!fits || !isIndex(indices.dtype))
    throw new GraphError(op, 'needs values [..., classes] and integer indices [...]', inputs);
}

export const indexingOperators: IndexingOperators = {
  gatherRows: {
    infer([table, ids]) {
      if (table.shape.length !== 2 || !isIndex(ids.dtype))
        throw new GraphError('gatherRows', 'needs a table [rows, width] and integer ids', [table, ids]);
      return [{ dtype: table.dtype, shape: [...ids.shape, table.shape[1]] }];
    },
    gradient: ({ inputs: [table, ids], g, o }) => [o.scatterRows(ids, g, table.shape[0])],
    emit: (e, _node, _attributes, inputs) => [e.node('Gather', inputs, { axis: 0 })],
    lift: ({ inputs: [table], lifted: [changing, ids], o }) =>
      ids && !changing ? [o.gatherRows(table, ids)] : undefined,
  },

  scatterRows: {
    infer([ids, rows], { rowCount }) {
      const fits = rows.shape.length === ids.shape.length + 1 && ids.shape.every((d, i) => d === rows.shape[i]);
      if (!fits || !isIndex(ids.dtype))
        throw new GraphError('scatterRows', 'needs integer ids [...] and rows [..., width]', [ids, rows]);
      return [{ dtype: rows.dtype, shape: [rowCount, rows.shape[rows.shape.length - 1]] }];
    },
    gradient: ({ inputs: [ids], g, o }) => [undefined, o.gatherRows(g, ids)],
    emit(e, { inputs: [idsValue, rowsValue] }, { rowCount }, [ids, rows]) {
      const count = sizeOf(idsValue.shape);
      const width = rowsValue.shape[rowsValue.shape.length - 1];
      const zeros = e.node('Expand', [e.constant(rowsValue.dtype, [], [0]), e.shape([rowCount, width])]);
      const column = e.reshape(ids, [count, 1]);
      const indices = e.node('Expand', [column, e.shape([count, width])]);
      const updates = e.reshape(rows, [count, width]);
      return [e.node('ScatterElements', [zeros, indices, updates], { axis: 0, reduction: 'add' })];
    },
    lift: noLift,
  },

  pick: {
    infer([values, indices]) {
      checkPick('pick', values, indices);
      return [{ dtype: values.dtype, shape: indices.shape }];
    },
    gradient: ({ inputs: [values, indices], g, o }) => [o.addPick(o.fill(0, values.shape, values.dtype), indices, g)],
    emit(e, { inputs: [, indices] }, _attributes, [values, names]) {
      const column = e.reshape(names, [...indices.shape, 1]);
      const picked = e.node('GatherElements', [values, column], { axis: indices.shape.length });
      return [e.reshape(picked, indices.shape)];
    },
    lift: ({ lifted: [values, indices], o }) => (values && indices ? [o.pick(values, indices)] : undefined),
  },

  addPick: {
    infer([base, indices, updates]) {
      checkPick('addPick', base, indices, [base, indices, updates]);
      if (updates.dtype !== base.dtype || !sameShape(updates.shape, indices.shape))
        throw new GraphError('addPick', 'needs one update of its element type for each index', [
          base,
          indices,
          updates,
        ]);
      return [{ dtype: base.dtype, shape: base.shape }];
    },
    gradient: ({ inputs: [, indices], g, o }) => [g, undefined, o.pick(g, indices)],
    emit(e, { inputs: [, indices] }, _attributes, [base, names, updates]) {
      const column = [...indices.shape, 1];
      const operands = [base, e.reshape(names, column), e.reshape(updates, column)];
      return [e.node('ScatterElements', operands, { axis: indices.shape.length, reduction: 'add' })];
    },
    lift: noLift,
  },

  // The gradient goes straight to the logits: softmax(z) less the target. Rows are weighted last, so that the compiler can
  // take the weights through the products that follow.
  negativeLogLikelihood: {
    infer([logits, logProbabilities, labels], { smoothing }) {
      checkPick('negativeLogLikelihood', logits, labels, [logits, logProbabilities, labels]);
      if (logProbabilities.dtype !== logits.dtype || !sameShape(logProbabilities.shape, logits.shape))
        throw new GraphError('negativeLogLikelihood', 'needs the log softmax of its logits', [
          logits,
          logProbabilities,
          labels,
        ]);
      if (smoothing > 0 && typeof logits.shape[logits.shape.length - 1] !== 'number')
        throw new GraphError('negativeLogLikelihood', 'smoothing needs a fixed number of classes', [logits]);
      return [{ dtype: logits.dtype, shape: labels.shape }];
    },
    gradient({ inputs: [, logProbabilities, labels], attributes: { smoothing }, g, o }) {
      const probabilities = o.exp(logProbabilities);
      const share = smoothing / Number(logProbabilities.shape[labels.shape.length]);
      const rest = smoothing > 0 ? o.sub(probabilities, share) : probabilities;
      const target = o.fill(smoothing - 1, labels.shape, logProbabilities.dtype);
      return [o.mul(o.addPick(rest, labels, target), o.reshape(g, [...g.shape, 1]))];
    },
    emit(e, { inputs: [, { dtype }, labels] }, { smoothing }, [, logProbabilities, names]) {
      const axis = labels.shape.length;
      const column = e.reshape(names, [...labels.shape, 1]);
      const picked = e.node('GatherElements', [logProbabilities, column], { axis });
      const nll = e.node('Neg', [e.reshape(picked, labels.shape)]);
      if (smoothing === 0) return [nll];
      const mean = e.node('ReduceMean', [logProbabilities, e.constant('int64', [1], [axis])], { keepdims: 0 });
      const scaled = (name: string, factor: number): string => e.node('Mul', [name, e.constant(dtype, [], [factor])]);
      return [e.node('Sub', [scaled(nll, 1 - smoothing), scaled(mean, smoothing)])];
    },
    lift: noLift,
  },
};
