// A graph whose nodes know where their values come from, of what type those are, and behind how many others they stand.

import type { OnnxGraph, OnnxInput, OnnxNode, OnnxValue } from '../../../protocol/onnx';
import type { WrittenNode } from './readNode';

export interface WrittenGraph extends Pick<OnnxGraph, 'name' | 'kind' | 'inputs' | 'outputs' | 'initializers'> {
  nodes: WrittenNode[];
  /** Types of values within. */
  values: OnnxValue[];
}

/** Nodes are ordered in a right file; a value of a later one is none that can be had. */
export function linkedGraph({ nodes: written, values, ...graph }: WrittenGraph): OnnxGraph {
  const { inputs, outputs, initializers } = graph;
  const typed = [...values, ...inputs, ...outputs].flatMap(({ name, type }) => (type ? [[name, type] as const] : []));
  const types = new Map(typed);
  const sources = new Map<string, OnnxInput['from']>();
  for (const { name } of inputs) sources.set(name, 'input');
  for (const { name, dtype, shape } of initializers) {
    sources.set(name, 'initializer');
    types.set(name, `${dtype} [${shape.join(', ')}]`);
  }
  const typeOf = (name: string): OnnxValue => ({ name, ...(types.has(name) && { type: types.get(name) }) });
  const nodes: OnnxNode[] = [];
  for (const node of written) {
    const froms = node.inputs.map((name): OnnxInput => ({ ...typeOf(name), from: sources.get(name) ?? 'outside' }));
    const before = froms.map(({ from }) => (typeof from === 'number' ? nodes[from].layer : 0));
    const layer = 1 + before.reduce((most, each) => Math.max(most, each), 0);
    nodes.push({ ...node, layer, inputs: froms, outputs: node.outputs.map(typeOf) });
    for (const name of node.outputs) if (name !== '') sources.set(name, nodes.length - 1);
  }
  return { ...graph, nodes };
}
