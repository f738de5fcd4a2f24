// Rewrites a program bottom-up: every pass over graphs (substitution, sharing, simplification, loop planning) is a
// function from a node with rebuilt operands to its replacement. Values are never changed in place.

import { isLoop, loopAttributes, loopLast, loopStack, makeLoop, dependenciesOf } from './loop';
import { makeNode, topologicalOrder, type Node, type Value } from './value';

/** Gives the values that stand for a node's outputs in the new program; undefined to copy the node. */
export type Rewrite = (node: Node, map: (value: Value) => Value) => readonly Value[] | undefined;

/**
 * The roots in the rewritten program.
 * @param keep values that are left as they are, with all they depend on
 */
export function rebuild(
  roots: readonly Value[],
  rewrite: Rewrite,
  keep?: (value: Value) => Value | undefined,
): Value[] {
  const kept = new Map<Value, Value>();
  const keptValue = (value: Value): Value | undefined => {
    if (!keep) return undefined;
    let found = kept.get(value);
    if (!found) {
      found = keep(value);
      if (found) kept.set(value, found);
    }
    return found;
  };
  const rebuilt = new Map<Node, readonly Value[]>();
  const map = (value: Value): Value => keptValue(value) ?? outputOf(rebuilt, value);
  function* dependencies(node: Node): Iterable<Value> {
    for (const value of dependenciesOf(node)) if (!keptValue(value)) yield value;
  }
  const open = roots.filter((root) => !keptValue(root));
  for (const node of topologicalOrder(open, dependencies)) rebuilt.set(node, rewrite(node, map) ?? copy(node, map));
  return roots.map(map);
}

function outputOf(rebuilt: ReadonlyMap<Node, readonly Value[]>, value: Value): Value {
  const found = rebuilt.get(value.node)?.[value.index];
  if (!found) throw new Error(`rebuild: an operand of type ${value.node.op} was not rebuilt.`);
  return found;
}

/** The same node over rebuilt operands; the node itself where nothing changed. */
export function copy(node: Node, map: (value: Value) => Value): readonly Value[] {
  const inputs = node.inputs.map(map);
  if (!isLoop(node)) {
    if (inputs.every((value, index) => value === node.inputs[index])) return node.outputs;
    return makeNode(node.op, inputs, node.attributes, node.outputs).outputs;
  }
  const { requests, stateResults, ...body } = loopAttributes(node);
  const states = body.stateParameters.length;
  const loop = makeLoop({
    ...body,
    stateResults: stateResults.map(map),
    initial: inputs.slice(0, states),
    sequences: inputs.slice(states),
  });
  return requests.map((request) =>
    request.kind === 'last' ? loopLast(loop, request.index) : loopStack(loop, map(request.value)),
  );
}
