// What is said of the nodes of a graph, and which of them a search finds.

import type { OnnxNode, OnnxValue } from '../../protocol/onnx';

/** A node with its number in the graph. */
export interface NumberedNode {
  number: number;
  node: OnnxNode;
}

/** Types of values in a line; of those that are not told the names. */
export const typesOf = (values: readonly OnnxValue[]): string =>
  values
    .filter(({ name }) => name !== '')
    .map(({ name, type }) => type ?? name)
    .join(', ');

export function foundNodes(nodes: readonly OnnxNode[], search: string): NumberedNode[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const all = nodes.map((node, number) => ({ number, node }));
  if (words.length === 0) return all;
  return all.filter(({ node }) => {
    const values = [...node.inputs, ...node.outputs].flatMap(({ name, type = '' }) => [name, type]);
    const text = [node.operator, node.name, ...values].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Numbers of the nodes that a node takes values from. */
export const nodesBefore = ({ inputs }: OnnxNode): number[] => [
  ...new Set(inputs.flatMap(({ from }) => (typeof from === 'number' ? from : []))),
];

/** Numbers of those that take a value of it. */
export const nodesAfter = (nodes: readonly OnnxNode[], number: number): number[] =>
  nodes.flatMap(({ inputs }, other) => (inputs.some(({ from }) => from === number) ? other : []));
