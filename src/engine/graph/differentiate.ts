// Reverse-mode differentiation from graph to graph (Griewank and Walther 2008, chapter 3): nodes are visited against
// their order, each hands the cotangents of its outputs on to its operands by its own rule, and cotangents that meet in
// one value are added. Nothing is computed here; the result is a larger program.

import { differentiateLoop, type Backpropagation } from './differentiateLoop';
import { dependenciesOf, isLoop } from './loop';
import { add, broadcastTo, fill, PRIMITIVES, scalar } from './ops';
import { operatorOf } from './operators';
import { topologicalOrder, type Node, type Value } from './value';

const isSmooth = ({ dtype }: Value): boolean => dtype === 'float32' || dtype === 'float64';

/**
 * The cotangents of the wanted values, each as the terms it is the sum of; nothing for those that do not matter. That of a value
 * inside the body of a loop is the sequence of what it is in every step, with all that comes back through later steps.
 */
export function backpropagate({ seeds, wanted, within }: Backpropagation): Map<Value, Value[]> {
  const order = topologicalOrder(
    seeds.map(([value]) => value),
    dependenciesOf,
  );
  const active = activeNodes(order, wanted);
  const terms = new Map<Value, Value[]>();
  const inside = new Map<Value, Value[]>();
  const give = (value: Value, cotangent: Value | undefined): void => {
    if (!cotangent || !isSmooth(value)) return;
    if (!wanted.has(value) && (!active.has(value.node) || (within && !value.scopes.has(within)))) return;
    const list = terms.get(value);
    if (list) list.push(cotangent);
    else terms.set(value, [cotangent]);
  };
  for (const [value, cotangent] of seeds) give(value, cotangent);

  for (const node of order.reverse()) {
    if (!active.has(node) || (within && !node.outputs.some((output) => output.scopes.has(within)))) continue;
    const cotangents = node.outputs.map((output) => sumTerms(terms.get(output)));
    const g = cotangents.find((cotangent) => cotangent !== undefined);
    if (!g) continue;
    if (isLoop(node)) {
      const isActive = (value: Value): boolean => wanted.has(value) || active.has(value.node);
      const found = differentiateLoop(node, { cotangents, wanted }, isActive, backpropagate);
      const { operands, captured } = found;
      for (const [value, sequence] of found.inside) inside.set(value, [sequence]);
      node.inputs.forEach((value, index) => give(value, operands[index]));
      for (const [value, list] of captured) for (const term of list) give(value, term);
    } else if (node.inputs.length > 0) {
      const rule = { node, inputs: node.inputs, outputs: node.outputs, cotangents, g, o: PRIMITIVES };
      const result = operatorOf(node.op).gradient({ ...rule, attributes: node.attributes as never });
      node.inputs.forEach((value, index) => give(value, result[index]));
    }
  }
  return new Map([...terms, ...inside].filter(([value]) => wanted.has(value)));
}

/** Nodes through which a wanted value reaches the seeds. */
function activeNodes(order: readonly Node[], wanted: ReadonlySet<Value>): Set<Node> {
  const active = new Set<Node>();
  const owners = new Set([...wanted].map((value) => value.node));
  for (const node of order) {
    if (owners.has(node)) active.add(node);
    else for (const value of dependenciesOf(node)) if (active.has(value.node)) active.add(node);
  }
  return active;
}

/** The sum of the terms; undefined where there are none. */
export function sumTerms(terms: readonly Value[] | undefined): Value | undefined {
  return terms && terms.length > 0 ? terms.reduce((a, b) => add(a, b)) : undefined;
}

/** The gradients of a scalar with respect to some values, of their shapes; zeros where it does not depend on them. */
export const gradients = (loss: Value, values: readonly Value[]): Value[] =>
  gradientsInside(
    loss,
    values.map((value) => ({ value, outside: value })),
  );

/** The same of values that may be inside a loop: as sequences of what they are in every step. @param values as `namedValues` gives them */
export function gradientsInside(loss: Value, values: readonly { value: Value; outside: Value }[]): Value[] {
  if (loss.shape.length !== 0) throw new Error(`The loss must be a scalar, not [${loss.shape.join(', ')}].`);
  const wanted = new Set(values.map(({ value }) => value));
  const found = backpropagate({ seeds: [[loss, scalar(1, loss.dtype)]], wanted });
  return values.map(({ value, outside }) => {
    const total = sumTerms(found.get(value));
    return total ? broadcastTo(total, outside.shape) : fill(0, outside.shape, outside.dtype);
  });
}
