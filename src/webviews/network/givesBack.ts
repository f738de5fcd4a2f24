// What nn.RNN, nn.LSTM and nn.GRU give back for this text: the output of every step against the state after the last one.

import type { Network } from '../../protocol/network';
import { element } from '../shared/element';
import type { NetworkStrings } from './strings';
import { plainShape } from './shapes';

const CELLS: Readonly<Record<string, string>> = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' };

/** Nothing of other layers. */
export function givesBack(network: Network, layer: number, { givesBack: strings }: NetworkStrings): HTMLElement[] {
  const { place } = network.layers[layer];
  if (!Object.hasOwn(CELLS, place.kind)) return [];
  const stack = network.layers.filter(({ place: other }) => other.kind === place.kind && other.part === place.part);
  const top = stack.findLast(({ tensors }) => tensors.some((tensor) => network.tensors[tensor].name === 'output'));
  const output = top?.tensors.map((tensor) => network.tensors[tensor]).find(({ name }) => name === 'output');
  if (!output) return []; // a decoder takes its steps one by one
  const [time, batch, width] = output.axes.map(({ length }) => length);
  const isBoth = stack.some(({ place: { direction } }) => direction === 'backward');
  const directions = isBoth ? 2 : 1;
  const numbers = new Set(stack.map(({ place: { number } }) => number));
  const states = plainShape([numbers.size * directions, batch, width / directions]);
  return [
    element('h2', { text: strings.title(CELLS[place.kind]) }),
    element(
      'ul',
      {},
      ...[
        strings.output(plainShape([time, batch, width])),
        strings.last(states),
        ...(place.kind === 'lstm' ? [strings.cell(states)] : []),
        strings.forward,
        ...(isBoth ? [strings.backward] : []),
        ...paddingNotes(network, layer, strings),
      ].map((text) => element('li', { text })),
    ),
  ];
}

/** What padding does, where there is any. */
function paddingNotes(network: Network, layer: number, { padding, unmasked }: NetworkStrings['givesBack']): string[] {
  const { part } = network.layers[layer].place;
  const tokens = network.labels[part === 'encoder' ? 'sourceTime' : 'time'] ?? [];
  if (!tokens.includes('<pad>')) return [];
  const isMasked = network.layers.some(
    ({ place, isMasked: knows }) => knows && place.kind === network.layers[layer].place.kind,
  );
  return [isMasked ? padding : unmasked];
}
