// The network of a model, unrolled over a text: which tensors one forward pass makes, layer by layer, of which others and with which
// parameters.

import type { TextCut } from './answer';
import type { LayerKind, TensorName } from './networkNames';

/** Where in a network a tensor is. */
export interface LayerPlace {
  kind: LayerKind;
  /** Of models that read and write: which half. */
  part?: 'encoder' | 'decoder';
  /** From 0, where there are several on top of each other. */
  number?: number;
  /** Of recurrent layers that read from both ends. */
  direction?: 'forward' | 'backward';
}

export type AxisKind = 'time' | 'batch' | 'head' | 'unit' | 'class';

export interface TensorAxis {
  kind: AxisKind;
  length: number;
  /** Names the list of labels among the reply's `labels`: tokens of a side, or answers. */
  labels?: string;
}

/** Whence a tensor is made. */
interface TensorSource {
  /** Number of the tensor. */
  tensor: number;
  /** From the step before. */
  isRecurrent: boolean;
}

export interface NetworkTensor {
  name: TensorName;
  /** Number of its layer. */
  layer: number;
  axes: TensorAxis[];
  from: TensorSource[];
  /** Names of the parameters that it is made with. */
  parameters: string[];
}

export interface NetworkLayer {
  place: LayerPlace;
  /** Numbers of its tensors, in the order in which they are made. */
  tensors: number[];
  /** Those that no layer before it has used. */
  parameters: NetworkParameter[];
  /** Names of those that it shares with layers before it. */
  shared: string[];
  /** It knows what is padding. */
  isMasked?: true;
  /** Of attention: no position sees a later one. */
  isCausal?: true;
}

interface NetworkParameter {
  name: string;
  shape: number[];
  count: number;
}

/** How inputs and outputs are wired, as courses draw it. */
export type Wiring = 'one-to-one' | 'one-to-many' | 'many-to-one' | 'many-to-many' | 'encoder-decoder';

export interface Network {
  layers: NetworkLayer[];
  tensors: NetworkTensor[];
  /** Tokens of each side, and answers, by the names that axes have. */
  labels: Record<string, string[]>;
  wiring: Wiring;
  /** How many numbers are learned. */
  parameters: number;
  /** Of models that go on with texts: how many of the last steps read what the model itself wrote. */
  written?: number;
  /** Where the text was longer than the model reads. */
  cut?: TextCut;
}

/** One forward pass. */
export interface NetworkTrace extends Network {
  /** By tensor, row by row. */
  values: Float32Array[];
}

export interface TraceQuestion {
  text: string;
  /** Of models that read and write: the output to look at; left out, the model's own. */
  target?: string;
  /** Of models that go on with texts: so many tokens are written first, each the most probable one. */
  writes?: number;
}

/** A run, or an experiment whose parameters are drawn by its seed. */
export type TracedModel = { folder: string; checkpoint?: 'best' | 'last' } | { experiment: string };

export type TraceRequest = TraceQuestion & { model: TracedModel };
