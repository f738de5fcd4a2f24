// Operators that move components without computing: their gradients move them back.

import { addDims, formatShape, multiplyDims, sameShape, sizeOf, type Dim, type Shape } from '../dims';
import { broadcastAxes, broadcastShapes } from '../broadcast';
import { GraphError, type Value } from '../value';
import type { Lifting, Operator } from './operator';

export interface MovementAttributes {
  transpose: { permutation: readonly number[] };
  reshape: { shape: Shape };
  broadcastTo: { shape: Shape };
  concat: { axis: number };
  split: { axis: number; sizes: readonly number[] };
  /** Components `start` to `end` (exclusive) of `axis`. */
  slice: { axis: number; start: Dim; end: Dim };
}

type MovementOperators = { [K in keyof MovementAttributes]: Operator<MovementAttributes[K]> };

const replaceAxis = (shape: Shape, axis: number, dim: Dim): Dim[] => shape.map((d, i) => (i === axis ? dim : d));

function checkAxis(op: string, x: Value, axis: number, inputs: readonly Value[] = [x]): void {
  if (!Number.isInteger(axis) || axis < 0 || axis >= x.shape.length)
    throw new GraphError(op, `there is no axis ${axis}`, inputs);
}

/** False for what no axis can be long, as far as that is known before the program runs. */
const mayBeLength = (dim: Dim): boolean => typeof dim === 'string' || (Number.isInteger(dim) && dim >= 0);

/** All operands as sequences; those that are the same in all steps are repeated. */
function allLifted({ inputs, lifted, time, o }: Lifting<unknown>): Value[] {
  return inputs.map((input, i) => lifted[i] ?? o.broadcastTo(input, [time, ...input.shape]));
}

export const movementOperators: MovementOperators = {
  transpose: {
    infer([x], { permutation }) {
      const sorted = [...permutation].sort((a, b) => a - b);
      if (permutation.length !== x.shape.length || sorted.some((axis, i) => axis !== i))
        throw new GraphError('transpose', `[${permutation.join(', ')}] is not an order of its axes`, [x]);
      return [{ dtype: x.dtype, shape: permutation.map((axis) => x.shape[axis]) }];
    },
    gradient: ({ attributes: { permutation }, g, o }) => [
      o.transpose(
        g,
        permutation.map((_, axis) => permutation.indexOf(axis)),
      ),
    ],
    emit: (e, _node, { permutation }, inputs) => [e.node('Transpose', inputs, { perm: permutation })],
    lift: ({ lifted: [x], attributes: { permutation }, o }) =>
      x && [o.transpose(x, [0, ...permutation.map((axis) => axis + 1)])],
  },

  reshape: {
    infer([x], { shape }) {
      if (sizeOf(x.shape) !== sizeOf(shape))
        throw new GraphError('reshape', `${formatShape(shape)} has another number of components`, [x]);
      return [{ dtype: x.dtype, shape }];
    },
    gradient: ({ inputs: [x], g, o }) => [o.reshape(g, x.shape)],
    emit: (e, _node, { shape }, [x]) => [e.reshape(x, shape)],
    lift: ({ lifted: [x], attributes: { shape }, time, o }) => x && [o.reshape(x, [time, ...shape])],
  },

  broadcastTo: {
    infer([x], { shape }) {
      const common = broadcastShapes([x.shape, shape]);
      if (!common || !sameShape(common, shape))
        throw new GraphError('broadcastTo', `cannot be broadcast to ${formatShape(shape)}`, [x]);
      return [{ dtype: x.dtype, shape }];
    },
    gradient: ({ inputs: [x], g, o }) => [o.sumTo(g, x.shape)],
    // ONNX Runtime leaves an `Expand` from 1 to 0 out; what is empty does not depend on x.
    emit: (e, { outputs: [{ dtype }] }, { shape }, [x]) => [
      e.node('Expand', [shape.includes(0) ? e.constant(dtype, [], [0]) : x, e.shape(shape)]),
    ],
    lift({ inputs: [step], lifted: [x], attributes: { shape }, time, o }) {
      if (!x) return undefined;
      const { dropped } = broadcastAxes(shape, step.shape);
      const aligned = o.reshape(x, [time, ...new Array<Dim>(dropped).fill(1), ...step.shape]);
      return [o.broadcastTo(aligned, [time, ...shape])];
    },
  },

  concat: {
    infer(inputs, { axis }) {
      const [first] = inputs;
      if (!first) throw new GraphError('concat', 'needs at least one operand', inputs);
      checkAxis('concat', first, axis, inputs);
      for (const { shape, dtype } of inputs)
        if (dtype !== first.dtype || !sameShape(replaceAxis(shape, axis, 0), replaceAxis(first.shape, axis, 0)))
          throw new GraphError('concat', `only axis ${axis} may differ`, inputs);
      const length = inputs.map(({ shape }) => shape[axis]).reduce(addDims);
      return [{ dtype: first.dtype, shape: replaceAxis(first.shape, axis, length) }];
    },
    gradient({ inputs, attributes: { axis }, g, o }) {
      const sizes = inputs.map(({ shape }) => shape[axis]);
      if (sizes.every((size) => typeof size === 'number')) return o.split(g, axis, sizes);
      let start: Dim = 0;
      return sizes.map((size) => {
        const end = addDims(start, size);
        const part = o.slice(g, axis, start, end);
        start = end;
        return part;
      });
    },
    emit: (e, _node, { axis }, inputs) => [e.node('Concat', inputs, { axis })],
    lift: (lifting) => [lifting.o.concat(allLifted(lifting), lifting.attributes.axis + 1)],
  },

  split: {
    infer([x], { axis, sizes }) {
      checkAxis('split', x, axis);
      const total = sizes.reduce((a, b) => a + b, 0);
      if (x.shape[axis] !== total || !sizes.every((size) => Number.isInteger(size) && size >= 0))
        throw new GraphError('split', `parts of ${sizes.join(' + ')} do not make up axis ${axis}`, [x]);
      return sizes.map((size) => ({ dtype: x.dtype, shape: replaceAxis(x.shape, axis, size) }));
    },
    gradient: ({ outputs, cotangents, attributes: { axis }, o }) => [
      o.concat(
        cotangents.map((g, i) => g ?? o.fill(0, outputs[i].shape, outputs[i].dtype)),
        axis,
      ),
    ],
    emit: (e, _node, { axis, sizes }, [x]) =>
      e.nodes('Split', [x, e.constant('int64', [sizes.length], sizes)], sizes.length, { axis }),
    lift: ({ lifted: [x], attributes: { axis, sizes }, o }) => x && o.split(x, axis + 1, sizes),
  },

  slice: {
    infer([x], { axis, start, end }) {
      checkAxis('slice', x, axis);
      const length = x.shape[axis];
      const taken = addDims(end, multiplyDims(start, -1));
      const rest = typeof length === 'number' ? addDims(length, multiplyDims(end, -1)) : length;
      if (![start, taken, rest].every(mayBeLength))
        throw new GraphError('slice', `${start}..${end} is outside axis ${axis}`, [x]);
      return [{ dtype: x.dtype, shape: replaceAxis(x.shape, axis, taken) }];
    },
    gradient({ inputs: [x], attributes: { axis, start, end }, g, o }) {
      const rest = addDims(x.shape[axis], multiplyDims(end, -1));
      const zeros = (length: Dim): Value[] =>
        length === 0 ? [] : [o.fill(0, replaceAxis(x.shape, axis, length), x.dtype)];
      const parts = [...zeros(start), g, ...zeros(rest)];
      return [parts.length === 1 ? g : o.concat(parts, axis)];
    },
    emit: (e, _node, { axis, start, end }, [x]) => [
      e.node('Slice', [x, e.shape([start]), e.shape([end]), e.constant('int64', [1], [axis])]),
    ],
    lift: ({ lifted: [x], attributes: { axis, start, end }, o }) => x && [o.slice(x, axis + 1, start, end)],
  },
};
