// A graph drawn layer by layer: each node is a button below all that it takes values from; what is before and behind the chosen one is marked.

import { count } from '../../protocol/figures';
import type { OnnxValue } from '../../protocol/onnx';
import type { ShownGraph } from '../../protocol/onnxView';
import { element, say, show } from '../shared/element';
import { nodesAfter, nodesBefore, type NumberedNode, typesOf } from './nodes';
import type { OnnxStrings } from './strings';

export interface LayersPicture {
  node: HTMLElement;
  /** @param found of its nodes */
  draw(graph: ShownGraph, found: readonly NumberedNode[]): void;
  /** Marks a node, and brings it into sight; −1: none. */
  mark(number: number): void;
}

/** More are not drawn. */
const MOST_DRAWN = 2000;

export function layersPicture(strings: OnnxStrings, onNode: (number: number) => void): LayersPicture {
  const note = element('p', { class: 'note' });
  const layers = element('div', { class: 'layers', attributes: { role: 'group', 'aria-label': strings.layers } });
  const empty = element('p', { class: 'empty', text: strings.nothingFits });
  const key = element(
    'p',
    { class: 'note marks' },
    element('span', { class: 'node before', text: strings.before }),
    element('span', { class: 'node after', text: strings.after }),
  );
  const node = element('div', { class: 'main graph' }, note, key, empty, layers);
  let graph: ShownGraph | undefined;
  let buttons = new Map<number, HTMLElement>();
  let rows: HTMLElement[][] = [];

  function buttonOf({ number, node: { operator, name, outputs } }: NumberedNode): HTMLElement {
    const types = typesOf(outputs);
    const made = element(
      'button',
      { class: 'node', title: [operator, name, types].join('\n'), attributes: { type: 'button', tabindex: '-1' } },
      element('strong', { text: operator }),
      element('span', { class: 'note', text: types }),
    );
    made.addEventListener('click', () => onNode(number));
    buttons.set(number, made);
    return made;
  }

  const valuesRow = (title: string, values: readonly OnnxValue[]): HTMLElement =>
    rowOf(
      title,
      values.map(({ name, type = strings.unknownType }) =>
        element(
          'span',
          { class: 'value' },
          element('strong', { text: name }),
          element('span', { class: 'note', text: type }),
        ),
      ),
    );

  const rowOf = (title: string, content: readonly HTMLElement[]): HTMLElement =>
    element('div', { class: 'row layer' }, element('span', { class: 'number', text: title }), ...content);

  function draw(next: ShownGraph, found: readonly NumberedNode[]): void {
    graph = next;
    buttons = new Map();
    const byLayer = new Map<number, HTMLElement[]>();
    for (const each of found.slice(0, MOST_DRAWN)) {
      const row = byLayer.get(each.node.layer) ?? [];
      row.push(buttonOf(each));
      byLayer.set(each.node.layer, row);
    }
    const inOrder = [...byLayer].sort(([one], [other]) => one - other);
    rows = inOrder.map(([, row]) => row);
    const isWhole = found.length === next.nodes.length;
    layers.replaceChildren(
      ...(isWhole && next.inputs.length > 0 ? [valuesRow(strings.inputs, next.inputs)] : []),
      ...inOrder.map(([layer, row]) => rowOf(count(layer), row)),
      ...(isWhole && next.outputs.length > 0 ? [valuesRow(strings.outputs, next.outputs)] : []),
    );
    rows[0]?.[0]?.setAttribute('tabindex', '0');
    show(empty, found.length === 0 && next.nodes.length > 0);
    say(note, found.length > MOST_DRAWN ? strings.drawn(count(MOST_DRAWN), count(found.length)) : '');
  }

  function mark(number: number): void {
    const chosen = graph?.nodes.at(number < 0 ? graph.nodes.length : number);
    const [before, after] = chosen && graph ? [nodesBefore(chosen), nodesAfter(graph.nodes, number)] : [[], []];
    for (const [each, button] of buttons) {
      button.classList.toggle('before', before.includes(each));
      button.classList.toggle('after', after.includes(each));
      button.setAttribute('aria-pressed', String(each === number));
      if (buttons.has(number)) button.tabIndex = each === number ? 0 : -1;
    }
    show(key, chosen !== undefined);
    buttons.get(number)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Within a layer, and to the place below or above, as far as there is one. */
  layers.addEventListener('keydown', (event) => {
    const move = MOVES[event.key];
    const from = rows.findIndex((row) => row.some((each) => each === document.activeElement));
    if (!move || from < 0) return;
    event.preventDefault();
    const place = rows[from].findIndex((each) => each === document.activeElement);
    const row = rows[Math.max(0, Math.min(rows.length - 1, from + move[0]))];
    const next = row[Math.max(0, Math.min(row.length - 1, place + move[1]))];
    for (const each of [rows[from][place], next]) each.tabIndex = each === next ? 0 : -1;
    next.focus();
  });

  return { node, draw, mark };
}

const MOVES: Partial<Record<string, [down: number, across: number]>> = {
  ...{ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] },
};
