// How layers hang together: what goes from one row of the picture to the next, and from where else. Pure.

import type { Network, NetworkLayer, NetworkTensor, TensorAxis } from '../../protocol/network';

/** Lines between two rows: from each step of the upper to the steps of the lower. */
export type Lines =
  | { kind: 'each' | 'last' | 'first' | 'one' }
  /** A step sees those so far before and behind it. */
  | { kind: 'window'; before: number; after: number };

const ALL = { kind: 'window', before: Infinity, after: Infinity } as const;

/** The number of layers, in the order in which they are drawn: what reads comes before what writes. */
export function drawnOrder({ layers }: Network): number[] {
  const writes = layers.some(({ place }) => place.part === 'decoder');
  const rank = ({ place: { part, kind } }: NetworkLayer): number => {
    if (part === 'encoder') return 0;
    if (part === 'decoder') return 2;
    return writes && kind !== 'bridge' ? 3 : 1;
  };
  return [...layers.keys()].sort((a, b) => rank(layers[a]) - rank(layers[b]) || a - b);
}

const timeOf = ({ axes }: NetworkTensor): TensorAxis | undefined =>
  axes.find(({ kind, length, labels }) => kind === 'time' && (length > 1 || labels !== undefined));

/** What stands for a layer: the last of its tensors that goes on in time, else the last. */
export function mainTensor(network: Network, layer: number): NetworkTensor {
  const own = network.layers[layer].tensors.map((tensor) => network.tensors[tensor]);
  return own.findLast(timeOf) ?? own[own.length - 1];
}

/** The steps of a layer; undefined where it is one for the whole text. */
export const stepsOf = (network: Network, layer: number): TensorAxis | undefined => timeOf(mainTensor(network, layer));

/** Numbers of the tensors of other layers that a layer is made of. */
export function sourcesOf({ layers, tensors }: Network, layer: number): number[] {
  const own = layers[layer].tensors.flatMap((tensor) => tensors[tensor].from.map((source) => source.tensor));
  return [...new Set(own)].filter((tensor) => tensors[tensor].layer !== layer);
}

/** Undefined where nothing goes from the one to the other. */
export function linesBetween(network: Network, upper: number, lower: number): Lines | undefined {
  const sources = sourcesOf(network, lower).filter((tensor) => network.tensors[tensor].layer === upper);
  if (sources.length === 0) return undefined;
  const { place, isCausal, parameters } = network.layers[lower];
  const [from, to] = [stepsOf(network, upper), stepsOf(network, lower)];
  if (!from) return { kind: to && place.part === 'decoder' ? 'first' : to ? 'each' : 'one' };
  if (!to) {
    const isState = sources.every((tensor) => ['hiddenState', 'cellState'].includes(network.tensors[tensor].name));
    if (!isState) return { kind: 'each' };
    return { kind: network.layers[upper].place.direction === 'backward' ? 'first' : 'last' };
  }
  if (from.labels !== to.labels) return ALL;
  if (place.kind === 'self-attention') return isCausal ? { ...ALL, after: 0 } : ALL;
  if (place.kind !== 'convolution') return { kind: 'each' };
  const window = parameters.reduce((most, { shape }) => (shape.length === 3 ? Math.max(most, shape[2]) : most), 1);
  const before = Math.floor((window - 1) / 2);
  return { kind: 'window', before, after: window - 1 - before };
}

const MOST_LINES = 1500;

/** From which step to which; of very many none. @param from steps of the upper row @param to of the lower */
export function pairsOf(lines: Lines, from: number, to: number): [number, number][] {
  const steps = [...new Array(Math.max(from, to)).keys()];
  switch (lines.kind) {
    case 'one':
      return [[0, 0]];
    case 'first':
      return [[0, 0]];
    case 'last':
      return [[from - 1, from - 1]];
    case 'each':
      return steps.map((step) => [step, step]);
    case 'window': {
      const sees = (i: number, j: number): boolean => i >= j - lines.before && i <= j + lines.after;
      if (from * to > MOST_LINES) return steps.slice(0, Math.min(from, to)).map((step) => [step, step]);
      const pairs: [number, number][] = [];
      for (let i = 0; i < from; i++) for (let j = 0; j < to; j++) if (sees(i, j)) pairs.push([i, j]);
      return pairs;
    }
  }
}
