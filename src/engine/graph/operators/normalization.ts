// Layer normalisation in one pass: composed of primitives it would read and write its operand a dozen times.

import { sizeOf } from '../dims';
import { GraphError, isFloat, type Value } from '../value';
import { noLift, type Operator } from './operator';

export interface NormalizationAttributes {
  /**
   * x [..., width], scale [width], shift [width] -> y [..., width], and for the gradient the mean [..., 1] and the inverse
   * standard deviation [..., 1] (Ba, Kiros and Hinton 2016): y = (x − mean)·inverse·scale + shift
   */
  layerNorm: { epsilon: number };
}

export const normalizationOperators: { [K in keyof NormalizationAttributes]: Operator<NormalizationAttributes[K]> } = {
  layerNorm: {
    infer(inputs) {
      const [x, scale, shift] = inputs;
      const width = x.shape[x.shape.length - 1];
      const isVector = ({ shape, dtype }: Value): boolean =>
        shape.length === 1 && shape[0] === width && dtype === x.dtype;
      if (x.shape.length < 2 || typeof width !== 'number' || !isFloat(x.dtype) || !isVector(scale) || !isVector(shift))
        throw new GraphError(
          'layerNorm',
          'needs x [..., width] of a fixed width with a scale and a shift [width]',
          inputs,
        );
      const one = { dtype: x.dtype, shape: [...x.shape.slice(0, -1), 1] };
      return [{ dtype: x.dtype, shape: x.shape }, one, one];
    },

    // With x̂ = (x − mean)·inverse and u = g·scale: dx = inverse·(u − mean(u) − x̂·mean(u·x̂)). The means over the width are
    // products with the scale, so that g is not read once more for each of them.
    gradient({ inputs: [x, scale], outputs: [, mean, inverse], cotangents: [g, gMean, gInverse], o }) {
      const width = x.shape[x.shape.length - 1];
      const rows = sizeOf(x.shape.slice(0, -1));
      const column = o.reshape(scale, [width, 1]);
      const meanOver = (value: Value): Value =>
        o.reshape(o.div(o.matmul(o.reshape(value, [rows, width]), column), Number(width)), inverse.shape);
      const normal = o.mul(o.sub(x, mean), inverse);
      const statistics = [
        ...(gMean ? [o.div(gMean, Number(width))] : []),
        ...(gInverse ? [o.div(o.mul(o.mul(gInverse, o.mul(inverse, inverse)), o.neg(normal)), Number(width))] : []),
      ];
      const plus = (dx: Value | undefined): Value | undefined =>
        statistics.reduce(
          (sum: Value | undefined, term) => (sum ? o.add(sum, term) : o.broadcastTo(term, x.shape)),
          dx,
        );
      if (!g) return [plus(undefined)];
      const weighted = o.mul(g, normal);
      const inner = o.sub(o.sub(o.mul(g, scale), meanOver(g)), o.mul(normal, meanOver(weighted)));
      return [plus(o.mul(inner, inverse)), o.sumTo(weighted, scale.shape), o.sumTo(g, scale.shape)];
    },

    emit(e, { inputs: [x], outputs }, { epsilon }, [name, scale, shift]) {
      const { dtype } = x;
      if (dtype === 'float32')
        return e.nodes('LayerNormalization', [name, scale, shift], outputs.length, {
          axis: -1,
          epsilon: { float: epsilon },
        });
      // There is no kernel for double precision with its statistics in double precision.
      const axis = e.constant('int64', [1], [x.shape.length - 1]);
      const meanOf = (value: string): string => e.node('ReduceMean', [value, axis], { keepdims: 1 });
      const mean = meanOf(name);
      const centred = e.node('Sub', [name, mean]);
      const variance = e.node('Add', [meanOf(e.node('Mul', [centred, centred])), e.constant(dtype, [], [epsilon])]);
      const inverse = e.node('Reciprocal', [e.node('Sqrt', [variance])]);
      const normal = e.node('Mul', [centred, inverse]);
      return [e.node('Add', [e.node('Mul', [normal, scale]), shift]), mean, inverse];
    },
    lift: noLift,
  },
};
