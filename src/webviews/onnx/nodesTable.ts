// The nodes of a graph as a table, and how many there are of each operator.

import { count } from '../../protocol/figures';
import type { OnnxNode } from '../../protocol/onnx';
import { numberColumn } from '../shared/column';
import { type Table, table } from '../shared/table';
import { type NumberedNode, typesOf } from './nodes';
import type { OnnxStrings } from './strings';

export interface NodesTableOptions {
  strings: OnnxStrings;
  onNode(number: number): void;
  isChosen(number: number): boolean;
}

export const nodesTable = ({ strings, onNode, isChosen }: NodesTableOptions): Table<NumberedNode> =>
  table<NumberedNode>({
    ...{ label: strings.nodes, empty: strings.nothingFits, stacks: true },
    onPick: ({ number }) => onNode(number),
    isChosen: ({ number }) => isChosen(number),
    columns: [
      { id: 'operator', title: strings.operator, least: 16, text: ({ node }) => node.operator },
      numberColumn({ id: 'layer', title: strings.layer, value: ({ node }) => node.layer, as: count }),
      { id: 'name', title: strings.name, least: 16, text: ({ node }) => node.name },
      { id: 'inputs', title: strings.inputs, least: 20, text: ({ node }) => typesOf(node.inputs) },
      { id: 'outputs', title: strings.outputs, least: 20, text: ({ node }) => typesOf(node.outputs) },
    ],
  });

export interface OperatorCount {
  operator: string;
  nodes: number;
}

/** The most frequent first. */
export function operatorCounts(nodes: readonly OnnxNode[]): OperatorCount[] {
  const counts = new Map<string, number>();
  for (const { operator } of nodes) counts.set(operator, (counts.get(operator) ?? 0) + 1);
  return [...counts].map(([operator, of]) => ({ operator, nodes: of })).sort((a, b) => b.nodes - a.nodes);
}

export const operatorsTable = (strings: OnnxStrings, onOperator: (operator: string) => void): Table<OperatorCount> =>
  table<OperatorCount>({
    ...{ label: strings.operators, empty: strings.nothingFits, onPick: ({ operator }) => onOperator(operator) },
    columns: [
      { id: 'operator', title: strings.operator, least: 12, text: ({ operator }) => operator },
      numberColumn({ id: 'nodes', title: strings.nodes, value: ({ nodes }) => nodes, as: count }),
    ],
  });
