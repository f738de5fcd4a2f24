// From values to a program ready to be written as ONNX: named outputs, simplified, loops planned, in an order in which
// it can run. What nothing asks for is not in it.

import type { Dim, Shape } from './dims';
import { isLoop, loopAttributes } from './loop';
import { planLoops } from './planLoops';
import { simplify } from './simplify';
import { topologicalOrder, type DType, type Node, type Value } from './value';

export interface ProgramInput {
  name: string;
  dtype: DType;
  shape: Shape;
  /** Set for random masks: the runtime draws them. */
  random?: { keep: number; stream: string };
  value: Value;
}

export interface Program {
  inputs: ProgramInput[];
  outputs: { name: string; value: Value }[];
  /** Nodes of the outermost level and of all bodies, each after those it needs. */
  order: Node[];
  /** The outputs of a loop that are used. */
  usedRequests: ReadonlyMap<Node, ReadonlySet<number>>;
}

/** Passes that leave every result as it is; on unless switched off, so that tests can compare. */
export interface CompilerPasses {
  simplifying?: boolean;
  planning?: boolean;
}

/** Compiles named outputs to a program. */
export function makeProgram(
  outputs: Readonly<Record<string, Value>>,
  { simplifying = true, planning = true }: CompilerPasses = {},
): Program {
  const names = Object.keys(outputs);
  const simplified = (values: readonly Value[]): readonly Value[] => (simplifying ? simplify(values) : values);
  const planned = (values: readonly Value[]): readonly Value[] => (planning ? planLoops(values) : values);
  const roots = simplified(planned(simplified(Object.values(outputs))));
  const { inputs, order, usedRequests } = nodesOf(roots);
  const clash = inputs.find(
    (input, index) => names.includes(input.name) || inputs.findIndex((other) => other.name === input.name) < index,
  );
  if (clash) throw new Error(`The program has several inputs or outputs with the name "${clash.name}".`);
  return {
    inputs,
    outputs: names.map((name, index) => ({ name, value: roots[index] })),
    order,
    usedRequests,
  };
}

/** The nodes that values are made of, as they are; of inputs that were named more than once each place. */
export function nodesOf(values: readonly Value[]): Pick<Program, 'inputs' | 'order' | 'usedRequests'> {
  const usedRequests = findUsedRequests(values);
  const order = topologicalOrder(values, (node) => usedDependencies(node, usedRequests));
  return { inputs: order.flatMap(inputOf), order, usedRequests };
}

function inputOf(node: Node): ProgramInput[] {
  const [value] = node.outputs;
  if (node.op === 'input') {
    const { name } = node.attributes as { name: string };
    return [{ name, dtype: value.dtype, shape: value.shape, value }];
  }
  if (node.op !== 'randomMask') return [];
  const { keep, stream } = node.attributes as { keep: number; stream: string };
  return [{ name: `mask.${stream}`, dtype: 'bool', shape: value.shape, random: { keep, stream }, value }];
}

/** Like `dependenciesOf`, for the outputs of loops that are really used. */
export function* usedDependencies(node: Node, used: Program['usedRequests']): Iterable<Value> {
  yield* node.inputs;
  if (!isLoop(node)) return;
  const { stateResults, requests } = loopAttributes(node);
  yield* stateResults;
  for (const index of used.get(node) ?? []) {
    const request = requests[index];
    if (request.kind === 'stack') yield request.value;
  }
}

function findUsedRequests(roots: readonly Value[]): Map<Node, Set<number>> {
  const used = new Map<Node, Set<number>>();
  const seen = new Set<Node>();
  const stack = [...roots];
  for (let value = stack.pop(); value; value = stack.pop()) {
    const { node, index } = value;
    if (isLoop(node)) {
      const indices = used.get(node) ?? new Set();
      used.set(node, indices);
      if (indices.has(index)) continue;
      indices.add(index);
      const request = loopAttributes(node).requests[index];
      if (request.kind === 'stack') stack.push(request.value);
      if (!seen.has(node)) stack.push(...loopAttributes(node).stateResults, ...node.inputs);
    } else if (!seen.has(node)) stack.push(...node.inputs);
    seen.add(node);
  }
  return used;
}

/** The named axes of a program's inputs: for each, an input and the place of the axis in it. */
export function axisSources(inputs: readonly ProgramInput[]): Map<string, { input: ProgramInput; axis: number }> {
  const sources = new Map<string, { input: ProgramInput; axis: number }>();
  for (const input of inputs)
    input.shape.forEach((dim: Dim, axis) => {
      if (typeof dim === 'string' && /^[A-Za-z_]\w*$/.test(dim) && !input.random && !sources.has(dim))
        sources.set(dim, { input, axis });
    });
  return sources;
}
