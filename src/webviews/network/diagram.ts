// The network as a picture: a row for each layer, unrolled over the steps of the text, lines between the rows, and on each the shape
// of what goes there and what it costs in parameters.

import { count } from '../../protocol/figures';
import type { Network } from '../../protocol/network';
import { TENSORS } from '../../protocol/networkNames';
import { element } from '../shared/element';
import { connector, stripWidth } from './connector';
import { shapeText } from './shapes';
import type { NetworkStrings } from './strings';
import { drawnOrder, linesBetween, mainTensor, sourcesOf, stepsOf } from './wiring';

export interface DiagramOptions {
  strings: NetworkStrings;
  /** A layer is chosen, and where it was at one of its steps, that one. */
  onLayer(layer: number, step?: number): void;
}

export interface Diagram {
  node: HTMLElement;
  show(network: Network | undefined): void;
  /** Marks the layer that is looked at. */
  mark(layer: number): void;
}

export function diagram({ strings, onLayer }: DiagramOptions): Diagram {
  const node = element('div', {
    class: 'diagram',
    attributes: { role: 'group', 'aria-label': strings.network, tabindex: '0' },
  });
  const buttons = new Map<number, HTMLElement>();

  function show(network: Network | undefined): void {
    buttons.clear();
    if (!network) return node.replaceChildren();
    const order = drawnOrder(network);
    const steps = Math.max(1, ...order.map((layer) => stepsOf(network, layer)?.length ?? 1));
    const parts = order.flatMap((layer, i) => {
      const before = i > 0 ? order[i - 1] : undefined;
      return [
        ...(before === undefined ? [] : [between(network, before, layer, steps)]),
        row(network, layer, before, steps),
      ];
    });
    node.replaceChildren(...parts);
  }

  function row(network: Network, layer: number, before: number | undefined, steps: number): HTMLElement {
    const { place, parameters, shared } = network.layers[layer];
    const total = parameters.reduce((sum, each) => sum + each.count, 0);
    const elsewhere = [...new Set(sourcesOf(network, layer).map((tensor) => network.tensors[tensor].layer))].filter(
      (other) => other !== before,
    );
    const notes = [
      total > 0 ? strings.parameters(count(total)) : strings.noParameters,
      ...(shared.length > 0 ? [strings.sharedWith(shared.join(', '))] : []),
      ...(elsewhere.length > 0
        ? [strings.from(elsewhere.map((other) => strings.layer(network.layers[other].place)).join(', '))]
        : []),
    ];
    const name = element('button', { class: 'layer', attributes: { type: 'button', 'aria-pressed': 'false' } });
    name.append(
      element('strong', { text: strings.layer(place) }),
      ...notes.map((text) => element('span', { class: 'note', text })),
    );
    name.addEventListener('click', () => onLayer(layer));
    buttons.set(layer, name);
    return element('div', { class: 'unrolled' }, name, strip(network, layer, steps));
  }

  /** Boxes of one layer, which say no more than the button before them. */
  function strip(network: Network, layer: number, steps: number): HTMLElement {
    const { place } = network.layers[layer];
    const tensor = mainTensor(network, layer);
    const axis = stepsOf(network, layer);
    const [symbol] = TENSORS[tensor.name].symbol.split('_');
    const node = element('div', { class: 'strip', attributes: { 'aria-hidden': 'true' } });
    const labels = axis?.labels === undefined ? undefined : network.labels[axis.labels];
    const isRecurrent = network.layers[layer].tensors.some((each) =>
      network.tensors[each].from.some((source) => source.isRecurrent),
    );
    const box = (step: number | undefined, content: (Node | string)[]): HTMLElement => {
      const one = element('span', { class: 'box' }, ...content);
      one.addEventListener('click', () => onLayer(layer, step));
      return one;
    };
    if (!axis) {
      const wide = box(undefined, [symbol]);
      wide.style.width = `${stripWidth(steps)}px`;
      node.append(wide);
      return node;
    }
    for (let step = 0; step < axis.length; step++) {
      if (step > 0)
        node.append(
          element('span', { class: 'arrow', text: isRecurrent ? (place.direction === 'backward' ? '←' : '→') : '' }),
        );
      const label = labels?.[step];
      const content =
        place.kind === 'input' && label !== undefined
          ? [element('span', { class: 'token', text: label, title: label })]
          : [element('span', {}, symbol, element('sub', { text: String(step + 1) }))];
      node.append(box(step, content));
    }
    return node;
  }

  function between(network: Network, upper: number, lower: number, steps: number): HTMLElement {
    const lines = linesBetween(network, upper, lower);
    const source = sourcesOf(network, lower).findLast((tensor) => network.tensors[tensor].layer === upper);
    const text = source === undefined ? '' : shapeText(network.tensors[source].axes, strings);
    const title = source === undefined ? undefined : strings.tensor(network.tensors[source].name);
    const from = stepsOf(network, upper)?.length;
    const to = stepsOf(network, lower)?.length;
    return element(
      'div',
      { class: 'between' },
      element('span', { class: 'shape note', text, title }),
      connector(lines, { from, to, steps }),
    );
  }

  return {
    node,
    show,
    mark(layer) {
      for (const [number, each] of buttons) each.setAttribute('aria-pressed', String(number === layer));
    },
  };
}
