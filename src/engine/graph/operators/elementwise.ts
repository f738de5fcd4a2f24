// Operators that act on each component by itself, broadcasting as NumPy does. Derivatives are written in terms of the
// output where that is cheaper (exp, tanh, sigmoid, sqrt), as automatic differentiation texts recommend.

import { broadcastShapes } from '../broadcast';
import { ONNX_TYPES } from '../emitter';
import { GraphError, isFloat, type DType, type Value, type ValueType } from '../value';
import { alignLifted, noGradient, type GradientRule, type Operator, type Primitives } from './operator';

type Plain = Record<string, never>;

export interface ElementwiseAttributes {
  neg: Plain;
  exp: Plain;
  log: Plain;
  sqrt: Plain;
  abs: Plain;
  sign: Plain;
  tanh: Plain;
  sigmoid: Plain;
  relu: Plain;
  gelu: Plain;
  not: Plain;
  cast: { to: DType };
  add: Plain;
  sub: Plain;
  mul: Plain;
  div: Plain;
  maximum: Plain;
  minimum: Plain;
  equal: Plain;
  less: Plain;
  greater: Plain;
  greaterOrEqual: Plain;
  and: Plain;
  or: Plain;
  where: Plain;
}

type ElementwiseOperators = { [K in keyof ElementwiseAttributes]: Operator<ElementwiseAttributes[K]> };

function broadcastType(op: string, inputs: readonly Value[], dtype: DType): ValueType[] {
  const shape = broadcastShapes(inputs.map((input) => input.shape));
  if (!shape) throw new GraphError(op, 'these shapes cannot be broadcast together', inputs);
  return [{ dtype, shape }];
}

function requireSame(op: string, inputs: readonly Value[]): DType {
  if (inputs.some(({ dtype }) => dtype !== inputs[0].dtype)) throw new GraphError(op, 'element types differ', inputs);
  return inputs[0].dtype;
}

function requireNumbers(op: string, inputs: readonly Value[]): DType {
  const dtype = requireSame(op, inputs);
  if (dtype === 'bool') throw new GraphError(op, 'needs numbers', inputs);
  return dtype;
}

function requireBools(op: string, inputs: readonly Value[]): DType {
  const dtype = requireSame(op, inputs);
  if (dtype !== 'bool') throw new GraphError(op, 'needs bool operands', inputs);
  return dtype;
}

type Derivative = (x: Value, y: Value, o: Primitives, g: Value) => Value;

/** y = f(x): `derivative` gives g·f'(x). */
function unary(op: string, onnx: string, derivative: Derivative): Operator<Plain> {
  return {
    infer([x]) {
      if (!isFloat(x.dtype)) throw new GraphError(op, 'needs a floating-point operand', [x]);
      return [{ dtype: x.dtype, shape: x.shape }];
    },
    gradient: ({ inputs: [x], outputs: [y], g, o }) => [derivative(x, y, o, g)],
    emit: (e, _node, _attributes, inputs) => [e.node(onnx, inputs)],
    lift: ({ lifted: [x], o }) => x && o.apply(op, [x]),
  };
}

function arithmetic(
  op: string,
  onnx: string,
  gradient: (rule: GradientRule<Plain>) => [Value, Value],
): Operator<Plain> {
  return {
    infer: (inputs) => broadcastType(op, inputs, requireNumbers(op, inputs)),
    gradient: (rule) => gradient(rule).map((cotangent, i) => rule.o.sumTo(cotangent, rule.inputs[i].shape)),
    emit: (e, _node, _attributes, inputs) => [e.node(onnx, inputs)],
    lift: (lifting) => lifting.o.apply(op, alignLifted(lifting)),
  };
}

/** `require` refuses operands of a type that the operator does not take. */
function comparison(op: string, onnx: string, require: typeof requireSame): Operator<Plain> {
  return {
    infer: (inputs) => (require(op, inputs), broadcastType(op, inputs, 'bool')),
    gradient: noGradient,
    emit: (e, _node, _attributes, inputs) => [e.node(onnx, inputs)],
    lift: (lifting) => lifting.o.apply(op, alignLifted(lifting)),
  };
}

/** √(2/π), and times 0.044715: ½x(1 + tanh(x·(a + b·x²))) is the GELU of Hendrycks and Gimpel 2016 as BERT's and GPT-2's code has it. */
const GELU = { a: Math.sqrt(2 / Math.PI), b: Math.sqrt(2 / Math.PI) * 0.044715 };

/** With s = σ(2x·(a + b·x²)) y is x·s, and y' = s + y·(1 − s)·(2a + 6b·x²). */
function geluDerivative(x: Value, y: Value, o: Primitives, g: Value): Value {
  const square = o.mul(x, x);
  const inner = o.add(o.mul(square, 2 * GELU.b), 2 * GELU.a);
  const s = o.sigmoid(o.mul(x, inner));
  const slope = o.add(inner, o.mul(square, 4 * GELU.b));
  return o.mul(g, o.add(s, o.mul(o.mul(y, o.sub(1, s)), slope)));
}

/** The share of the gradient that goes to `a` in max(a, b): all, none, or half where both are equal (as PyTorch). */
function shareOfGreater(a: Value, b: Value, o: Primitives): Value {
  return o.mul(o.add(o.cast(o.greater(a, b), a.dtype), o.cast(o.greaterOrEqual(a, b), a.dtype)), 0.5);
}

export const elementwiseOperators: ElementwiseOperators = {
  neg: unary('neg', 'Neg', (_x, _y, o, g) => o.neg(g)),
  exp: unary('exp', 'Exp', (_x, y, o, g) => o.mul(g, y)),
  log: unary('log', 'Log', (x, _y, o, g) => o.div(g, x)),
  sqrt: unary('sqrt', 'Sqrt', (_x, y, o, g) => o.div(o.mul(g, 0.5), y)),
  abs: unary('abs', 'Abs', (x, _y, o, g) => o.mul(g, o.sign(x))),
  sign: { ...unary('sign', 'Sign', (_x, _y, _o, g) => g), gradient: noGradient },
  tanh: unary('tanh', 'Tanh', (_x, y, o, g) => o.mul(g, o.sub(1, o.mul(y, y)))),
  sigmoid: unary('sigmoid', 'Sigmoid', (_x, y, o, g) => o.mul(g, o.mul(y, o.sub(1, y)))),
  relu: unary('relu', 'Relu', (x, _y, o, g) => o.where(o.greater(x, 0), g, 0)),

  gelu: {
    ...unary('gelu', 'Gelu', geluDerivative),
    emit(e, { inputs: [{ dtype }] }, _attributes, [x]) {
      if (dtype === 'float32' && e.operatorSet >= 20) return [e.node('Gelu', [x], { approximate: 'tanh' })];
      // There is no kernel for double precision, and no such operator in older sets.
      const number = (value: number): string => e.constant(dtype, [], [value]);
      const inner = e.node('Add', [e.node('Mul', [e.node('Mul', [x, x]), number(GELU.b)]), number(GELU.a)]);
      const one = e.node('Add', [e.node('Tanh', [e.node('Mul', [x, inner])]), number(1)]);
      return [e.node('Mul', [e.node('Mul', [x, number(0.5)]), one])];
    },
  },

  not: {
    infer([x]) {
      if (x.dtype !== 'bool') throw new GraphError('not', 'needs a bool operand', [x]);
      return [{ dtype: 'bool', shape: x.shape }];
    },
    gradient: noGradient,
    emit: (e, _node, _attributes, inputs) => [e.node('Not', inputs)],
    lift: ({ lifted: [x], o }) => x && o.apply('not', [x]),
  },
  cast: {
    infer: ([x], { to }) => [{ dtype: to, shape: x.shape }],
    gradient: ({ inputs: [x], attributes, g, o }) =>
      isFloat(x.dtype) && isFloat(attributes.to) ? [o.cast(g, x.dtype)] : [],
    emit: (e, _node, { to }, inputs) => [e.node('Cast', inputs, { to: ONNX_TYPES[to] })],
    lift: ({ lifted: [x], attributes, o }) => x && [o.cast(x, attributes.to)],
  },

  add: arithmetic('add', 'Add', ({ g }) => [g, g]),
  sub: arithmetic('sub', 'Sub', ({ g, o }) => [g, o.neg(g)]),
  mul: arithmetic('mul', 'Mul', ({ inputs: [a, b], g, o }) => [o.mul(g, b), o.mul(g, a)]),
  div: arithmetic('div', 'Div', ({ inputs: [, b], outputs: [y], g, o }) => [o.div(g, b), o.neg(o.div(o.mul(g, y), b))]),
  maximum: arithmetic('maximum', 'Max', ({ inputs: [a, b], g, o }) => {
    const share = shareOfGreater(a, b, o);
    return [o.mul(g, share), o.mul(g, o.sub(1, share))];
  }),
  minimum: arithmetic('minimum', 'Min', ({ inputs: [a, b], g, o }) => {
    const share = shareOfGreater(b, a, o);
    return [o.mul(g, share), o.mul(g, o.sub(1, share))];
  }),

  equal: comparison('equal', 'Equal', requireSame),
  less: comparison('less', 'Less', requireNumbers),
  greater: comparison('greater', 'Greater', requireNumbers),
  greaterOrEqual: comparison('greaterOrEqual', 'GreaterOrEqual', requireNumbers),
  and: comparison('and', 'And', requireBools),
  or: comparison('or', 'Or', requireBools),

  where: {
    infer(inputs) {
      const [condition, a, b] = inputs;
      if (condition.dtype !== 'bool') throw new GraphError('where', 'the condition must be bool', inputs);
      return broadcastType('where', inputs, requireSame('where', [a, b]));
    },
    gradient: ({ inputs: [condition, a, b], g, o }) => [
      undefined,
      o.sumTo(o.where(condition, g, 0), a.shape),
      o.sumTo(o.where(condition, 0, g), b.shape),
    ],
    emit: (e, _node, _attributes, inputs) => [e.node('Where', inputs)],
    lift(lifting) {
      const [condition, a, b] = alignLifted(lifting);
      return [lifting.o.where(condition, a, b)];
    },
  },
};
