// The network as a table: every tensor of the pass, the twin of the picture.

import { count } from '../../protocol/figures';
import type { Network } from '../../protocol/network';
import { table, type Table } from '../shared/table';
import { madeFrom } from './layerSection';
import { shapeText } from './shapes';
import type { NetworkStrings } from './strings';
import { drawnOrder } from './wiring';

interface TensorRow {
  tensor: number;
  layer: string;
  name: string;
  shape: string;
  size: number;
  parameters: number;
  from: string;
}

export const networkTable = (strings: NetworkStrings, onPick: (tensor: number) => void): Table<TensorRow> =>
  table<TensorRow>({
    ...{ label: strings.network, empty: strings.empty, stacks: true },
    onPick: ({ tensor }) => onPick(tensor),
    columns: [
      { id: 'layer', title: strings.layerColumn, text: ({ layer }) => layer },
      { id: 'name', title: strings.tensorChoice, text: ({ name }) => name },
      { id: 'shape', title: strings.shape, text: ({ shape }) => shape, sortBy: ({ size }) => size },
      {
        ...{ id: 'parameters', title: strings.parameterColumn, numeric: true },
        text: ({ parameters }) => count(parameters),
        sortBy: ({ parameters }) => parameters,
      },
      { id: 'from', title: strings.madeFrom, text: ({ from }) => from },
    ],
  });

/** A row for each tensor; a parameter counts where it is used first. */
export function tensorRows(network: Network, strings: NetworkStrings): TensorRow[] {
  const sizes = new Map(network.layers.flatMap(({ parameters }) => parameters.map(({ name, count: n }) => [name, n])));
  return drawnOrder(network).flatMap((layer) =>
    network.layers[layer].tensors.map((tensor): TensorRow => {
      const { name, axes, parameters } = network.tensors[tensor];
      const first = parameters.filter((each) => sizes.has(each));
      const total = first.reduce((sum, each) => sum + (sizes.get(each) ?? 0), 0);
      for (const each of first) sizes.delete(each);
      return {
        ...{ tensor, name: strings.tensor(name), layer: strings.layer(network.layers[layer].place) },
        ...{ shape: shapeText(axes, strings), size: axes.reduce((product, { length }) => product * length, 1) },
        ...{ parameters: total, from: madeFrom(network, tensor, strings) },
      };
    }),
  );
}
