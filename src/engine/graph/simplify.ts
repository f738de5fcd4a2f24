// Makes a program smaller without changing what it computes: equal subexpressions are shared, neutral operations fall
// away, and products and sums take the form that is cheapest (productRules.ts).

import { broadcastShapes } from './broadcast';
import { sameShape } from './dims';
import { isLoop } from './loop';
import { add, broadcastTo, fill, mul, neg, PRIMITIVES, reshape, scalar, sub, sum, transpose } from './ops';
import { is, isIdentity, productOfScaledRows, sumOfProducts, sumOfScaledRows } from './productRules';
import { copy, rebuild } from './rebuild';
import { isFloat, type Node, type Value } from './value';

export function simplify(roots: readonly Value[]): Value[] {
  const numbers = new Map<Node, number>();
  const shared = new Map<string, readonly Value[]>();
  const share = (outputs: readonly Value[]): readonly Value[] => {
    const { node } = outputs[0];
    if (numbers.has(node)) return outputs;
    if (isLoop(node) || node.op === 'bodyParameter') {
      numbers.set(node, numbers.size);
      return outputs;
    }
    const operands = node.inputs.map((value) => `${numbers.get(value.node) ?? remember(value.node)}.${value.index}`);
    const key = `${node.op}(${operands.join()})${JSON.stringify(node.attributes, spellNumbers)}`;
    const known = shared.get(key);
    if (known) return known;
    numbers.set(node, numbers.size);
    shared.set(key, outputs);
    return outputs;
  };
  const remember = (node: Node): number => (numbers.set(node, numbers.size), numbers.size - 1);

  return rebuild(roots, (node, map) => {
    const copied = copy(node, map);
    if (isLoop(node)) return copied;
    const simpler = copied.length === 1 ? simplifyValue(copied[0]) : undefined;
    return simpler ? [simpler.node.outputs.length === 1 ? share([simpler])[0] : simpler] : share(copied);
  });
}

/** JSON has no word for infinities, NaN and −0, which must stay apart. */
function spellNumbers(_key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return Number.isFinite(value) && !Object.is(value, -0) ? value : `number ${Object.is(value, -0) ? '-0' : value}`;
}

/** The number that every component has, where that is known. */
function uniform(value: Value): number | undefined {
  const constant = is(value, 'constant');
  if (constant) return constant.data.length === 1 ? constant.data[0] : undefined;
  return is(value, 'fill')?.value;
}

const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
};

/** An equal value that is cheaper, or undefined. Operands are simple already. */
function simplifyValue(value: Value): Value | undefined {
  const { node, shape } = value;
  const [x] = node.inputs;
  switch (node.op) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
      return simplifyArithmetic(value) ?? withoutRepetition(value);
    case 'maximum':
    case 'minimum':
    case 'where':
      return withoutRepetition(value);
    case 'neg':
      return x.node.op === 'neg' ? x.node.inputs[0] : undefined;
    case 'reshape': {
      if (sameShape(x.shape, shape)) return x;
      if (x.node.op === 'reshape') return reshape(x.node.inputs[0], shape);
      const number = uniform(x);
      return number === undefined ? undefined : fill(number, shape, value.dtype);
    }
    case 'broadcastTo': {
      if (sameShape(x.shape, shape)) return x;
      if (x.node.op === 'broadcastTo' && x.node.inputs[0].shape.length === x.shape.length)
        return broadcastTo(x.node.inputs[0], shape);
      const number = uniform(x);
      return number === undefined ? undefined : fill(number, shape, value.dtype);
    }
    case 'transpose': {
      const outer = is(value, 'transpose')?.permutation ?? [];
      if (isIdentity(outer)) return x;
      const inner = is(x, 'transpose')?.permutation;
      if (!inner) return undefined;
      const both = outer.map((axis) => inner[axis]);
      return isIdentity(both) ? x.node.inputs[0] : transpose(x.node.inputs[0], both);
    }
    case 'sum':
      return sumOfProducts(value, simplified) ?? sumOfScaledRows(value, simplified) ?? sumOfSum(value);
    case 'matmul':
      return productOfScaledRows(value, simplified);
    case 'ownGradient':
      return node.inputs[node.inputs.length - 1];
    case 'cast':
      return x.dtype === value.dtype ? x : undefined;
    default:
      return undefined;
  }
}

function simplifyArithmetic(value: Value): Value | undefined {
  const { op, inputs } = value.node;
  const [a, b] = inputs;
  const [m, n] = [uniform(a), uniform(b)];
  const same = (operand: Value): Value | undefined => (sameShape(operand.shape, value.shape) ? operand : undefined);
  // Whole numbers are left to the program: its division cuts off, and its sums wrap around.
  if (m !== undefined && n !== undefined && value.shape.length === 0 && isFloat(value.dtype))
    return scalar(ARITHMETIC[op](m, n), value.dtype);
  if (n === 0 && (op === 'add' || op === 'sub')) return same(a);
  if (m === 0 && op === 'add') return same(b);
  if (n === 1 && (op === 'mul' || op === 'div')) return same(a);
  if (m === 1 && op === 'mul') return same(b);
  if (m === 0 && op === 'sub' && sameShape(b.shape, value.shape)) return neg(b);
  if (op === 'add' && b.node.op === 'neg') return sub(a, b.node.inputs[0]);
  if (op === 'sub' && b.node.op === 'neg') return add(a, b.node.inputs[0]);
  return op === 'mul' ? joinScalars(value) : undefined;
}

/** (x·s)·t is x·(s·t), and (x·s)·(y·t) is (x·y)·(s·t), for numbers s and t: fewer passes over the tensors. */
function joinScalars(value: Value): Value | undefined {
  if (value.shape.length === 0) return undefined;
  const scaled = (product: Value): { tensor: Value; factor: Value } | undefined => {
    if (product.node.op !== 'mul') return undefined;
    const [x, y] = product.node.inputs;
    if ((x.shape.length === 0) === (y.shape.length === 0)) return undefined;
    return x.shape.length === 0 ? { tensor: y, factor: x } : { tensor: x, factor: y };
  };
  const outer = scaled(value);
  const inner = outer && scaled(outer.tensor);
  if (outer && inner) return mul(inner.tensor, simplified(mul(inner.factor, outer.factor)));
  const [a, b] = value.node.inputs.map(scaled);
  return a && b ? mul(mul(a.tensor, b.tensor), simplified(mul(a.factor, b.factor))) : undefined;
}

const simplified = (value: Value): Value => simplifyValue(value) ?? value;

/** A componentwise operator repeats its operands itself: an operand need not be repeated for it. */
function withoutRepetition(value: Value): Value | undefined {
  const { node, shape } = value;
  let changed = false;
  const inputs = [...node.inputs];
  inputs.forEach((input, index) => {
    const number = is(input, 'fill')?.value;
    const narrower =
      number !== undefined
        ? scalar(number, input.dtype)
        : input.node.op === 'broadcastTo'
          ? input.node.inputs[0]
          : undefined;
    if (!narrower) return;
    const tried = inputs.map((other, i) => (i === index ? narrower : other));
    const common = broadcastShapes(tried.map((operand) => operand.shape));
    if (!common || !sameShape(common, shape)) return;
    inputs[index] = narrower;
    changed = true;
  });
  if (!changed) return undefined;
  return PRIMITIVES.apply(node.op, inputs, node.attributes)[0];
}

function sumOfSum(value: Value): Value | undefined {
  const outer = is(value, 'sum');
  const [x] = value.node.inputs;
  const inner = is(x, 'sum');
  if (!outer || !inner || outer.keep || inner.keep) return undefined;
  const [source] = x.node.inputs;
  const left = source.shape.map((_, axis) => axis).filter((axis) => !inner.axes.includes(axis));
  return sum(source, [...inner.axes, ...outer.axes.map((axis) => left[axis])]);
}
