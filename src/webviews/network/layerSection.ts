// The section of one layer: its parameters, what each of its tensors is made from, and of recurrent layers what PyTorch gives back.

import { count } from '../../protocol/figures';
import type { Network } from '../../protocol/network';
import { element } from '../shared/element';
import { cell, nameCell, numberCell, plainTable, row, scrollable } from '../shared/plainTable';
import { givesBack } from './givesBack';
import { plainShape, shapeText } from './shapes';
import type { NetworkStrings } from './strings';

export function layerSection(network: Network, layer: number, strings: NetworkStrings): HTMLElement[] {
  const { place, parameters, shared, tensors } = network.layers[layer];
  const title = strings.layer(place);
  const total = parameters.reduce((sum, each) => sum + each.count, 0);
  const owned = plainTable({
    headings: [
      { text: strings.name },
      { text: strings.shape, isNumeric: true },
      { text: strings.count, isNumeric: true },
    ],
    rows: parameters.map(({ name, shape, count: size }) =>
      row(nameCell(name, name), numberCell(plainShape(shape)), numberCell(count(size))),
    ),
  });
  const made = plainTable({
    headings: [{ text: strings.tensorChoice }, { text: strings.shape }, { text: strings.madeFrom }],
    rows: tensors.map((number) => {
      const { name, axes } = network.tensors[number];
      return row(
        nameCell(strings.tensor(name)),
        cell(shapeText(axes, strings)),
        cell(madeFrom(network, number, strings)),
      );
    }),
  });
  return [
    element('h2', { text: title }),
    element('p', { text: total > 0 ? strings.parameters(count(total)) : strings.noParameters }),
    ...(parameters.length > 0 ? [scrollable(strings.parameterColumn, owned)] : []),
    ...(shared.length > 0 ? [element('p', { class: 'note', text: strings.sharedWith(shared.join(', ')) })] : []),
    scrollable(strings.madeFrom, made),
    ...givesBack(network, layer, strings),
  ];
}

/** What a tensor is made from, in words. */
export function madeFrom({ tensors, layers }: Network, number: number, strings: NetworkStrings): string {
  const { from, layer, parameters } = tensors[number];
  const names = from.map(({ tensor, isRecurrent }) => {
    const source = tensors[tensor];
    const name = strings.tensor(source.name);
    const placed = source.layer === layer ? name : strings.ofLayer(name, strings.layer(layers[source.layer].place));
    return isRecurrent ? strings.fromBefore(placed) : placed;
  });
  return [...names, ...parameters].join(', ');
}
