// The section of one node: its inputs with whence they come, its outputs with where they go, its attributes, the graphs that it runs.

import { count } from '../../protocol/figures';
import type { OnnxInput, OnnxNode, OnnxValue } from '../../protocol/onnx';
import type { ShownGraph, ShownOnnx } from '../../protocol/onnxView';
import { button } from '../shared/controls';
import { element } from '../shared/element';
import { cell, nameCell, plainTable, row } from '../shared/plainTable';
import { nodesAfter } from './nodes';
import type { OnnxStrings } from './strings';

export interface NodeSectionOptions {
  strings: OnnxStrings;
  onNode(number: number): void;
  onInitializer(name: string): void;
  onGraph(number: number): void;
}

export function nodeSection(model: ShownOnnx, graph: ShownGraph, number: number, options: NodeSectionOptions): Node[] {
  const { strings, onNode, onInitializer, onGraph } = options;
  const node = graph.nodes.at(number < 0 ? graph.nodes.length : number);
  if (!node) return [element('p', { class: 'empty', text: strings.noNode })];
  const heading = (text: string): HTMLElement => element('h2', { text });
  const toNode = (other: number): HTMLElement =>
    button({ label: nameOf(graph.nodes[other], strings), onClick: () => onNode(other) });

  function whence({ name, from }: OnnxInput): Node {
    if (name === '') return element('span', { class: 'note', text: strings.leftOut });
    if (typeof from === 'number') return toNode(from);
    if (from === 'initializer') return button({ label: strings.from.initializer, onClick: () => onInitializer(name) });
    return element('span', { class: 'note', text: strings.from[from] });
  }

  function whither({ name }: OnnxValue): Node[] {
    const takers = nodesAfter(graph.nodes, number).filter((other) =>
      graph.nodes[other].inputs.some((input) => input.name === name && input.from === number),
    );
    const isOutput = graph.outputs.some((output) => output.name === name);
    const said = isOutput ? strings.isOutput : takers.length === 0 ? strings.goesNowhere : '';
    return [...takers.map(toNode), ...(said === '' ? [] : [element('span', { class: 'note', text: said })])];
  }

  const line = ({ name, type }: OnnxValue, ends: readonly Node[]): HTMLElement =>
    element(
      'li',
      {},
      element('span', { class: 'value', text: name === '' ? '–' : name }),
      element('span', { class: 'note', text: type ?? (name === '' ? '' : strings.unknownType) }),
      element('span', { class: 'row ends' }, ...ends),
    );

  return [
    heading(nameOf(node, strings)),
    ...(node.name === '' ? [] : [element('p', { class: 'note', text: node.name })]),
    ...[
      heading(strings.inputs),
      element('ul', { class: 'values' }, ...node.inputs.map((each) => line(each, [whence(each)]))),
    ],
    ...[
      heading(strings.outputs),
      element('ul', { class: 'values' }, ...node.outputs.map((each) => line(each, whither(each)))),
    ],
    ...(node.attributes.length > 0
      ? [
          heading(strings.attributes),
          plainTable({
            label: strings.attributes,
            rows: node.attributes.map(([key, value]) => row(nameCell(key), cell(value))),
          }),
        ]
      : []),
    ...(node.bodies.length > 0
      ? [
          heading(strings.bodies),
          element(
            'p',
            { class: 'row ends' },
            ...node.bodies.map((body) =>
              button({ label: model.graphs[body]?.name || strings.unnamed, onClick: () => onGraph(body) }),
            ),
          ),
        ]
      : []),
  ];
}

const nameOf = ({ operator, layer }: OnnxNode, strings: OnnxStrings): string =>
  `${operator} · ${strings.layer} ${count(layer)}`;
