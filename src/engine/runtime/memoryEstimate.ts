// How much memory a program needs at its height, told before it runs: each value lives from the node that makes it to
// the last node that uses it. Views (reshapes) need nothing of their own.

import { evaluateDim, type Shape } from '../graph/dims';
import { isLoop } from '../graph/loop';
import { usedDependencies, type Program } from '../graph/program';
import type { Node, Value } from '../graph/value';
import { ELEMENT_BYTES } from './tensor';

/** Bytes that the values of a program occupy at once, at most, for these lengths of its named axes; inputs excluded. */
export function peakBytes(program: Program, axes: ReadonlyMap<string, number>): number {
  const outside = program.order.filter((node) => node.outputs.every((value) => value.scopes.size === 0));
  const position = new Map(outside.map((node, index) => [node, index]));
  const lastUse = new Map<Node, number>();
  const owner = (node: Node): Node => (node.op === 'reshape' ? owner(node.inputs[0].node) : node);
  outside.forEach((node, index) => {
    for (const used of outerDependencies(node, program)) lastUse.set(owner(used), index);
  });
  for (const { value } of program.outputs) lastUse.set(owner(value.node), outside.length);

  const freedAfter = new Map<number, number>();
  let current = 0;
  let peak = 0;
  for (const node of outside) {
    const index = position.get(node) ?? 0;
    const bytes = node.op === 'reshape' || node.op === 'input' ? 0 : nodeBytes(node, program, axes);
    current += bytes;
    peak = Math.max(peak, current);
    const end = lastUse.get(node) ?? index;
    freedAfter.set(end, (freedAfter.get(end) ?? 0) + bytes);
    current -= freedAfter.get(index) ?? 0;
  }
  return peak;
}

/** The nodes of the outermost level that a node needs, through the bodies of its loops. */
function outerDependencies(node: Node, program: Program): Set<Node> {
  const found = new Set<Node>();
  const seen = new Set<Node>();
  const stack: Value[] = [...usedDependencies(node, program.usedRequests)];
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (value.scopes.size === 0) found.add(value.node);
    else if (!seen.has(value.node)) {
      seen.add(value.node);
      stack.push(...usedDependencies(value.node, program.usedRequests));
    }
  }
  return found;
}

function nodeBytes(node: Node, program: Program, axes: ReadonlyMap<string, number>): number {
  const used = isLoop(node) ? [...(program.usedRequests.get(node) ?? [])].map((i) => node.outputs[i]) : node.outputs;
  return used.reduce((total, value) => total + bytesOf(value.shape, axes) * ELEMENT_BYTES[value.dtype], 0);
}

function bytesOf(shape: Shape, axes: ReadonlyMap<string, number>): number {
  return shape.reduce<number>((product, dim) => product * evaluateDim(dim, axes), 1);
}
