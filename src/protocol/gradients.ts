// What was looked at inside a network while it learned (`training.watch`): one line of `watch.jsonl` for each watched step.

import type { LayerPlace } from './network';
import type { TensorName } from './networkNames';

/** What can be looked at; which of these, an experiment says. */
export const WATCHED = ['parameters', 'steps', 'activations', 'attention'] as const;

export type Watched = (typeof WATCHED)[number];

/** Which tensor of which layer. */
export interface WatchedTensor {
  name: TensorName;
  layer: LayerPlace;
}

/** Euclidean norms of one parameter in one update. */
export interface ParameterNorms {
  /** Of its gradient, before clipping. */
  gradient: number;
  /** Of itself, before the update. */
  weight: number;
  /** Of what the update added to it. */
  update: number;
}

/**
 * How much of the loss comes back to a layer's states: at each place the norm of its gradient with respect to the state of a text there,
 * in the mean over the texts that reach so far.
 */
export interface StepNorms extends WatchedTensor {
  /** Whence places are counted: from each text's last token back where the layer reads on to it, else from its first on. */
  from: 'end' | 'start';
  /** Tokens between two of the norms; more than 1 of very long texts. */
  stride: number;
  norms: number[];
}

/** How the values of a tensor are spread over one batch, padding left out. */
export interface ValueSpread extends WatchedTensor {
  /** Of the histogram; all its bins are of one width. */
  range: [number, number];
  counts: number[];
  /** Of gates: the shares of values below 0.1 and above 0.9 (Karpathy et al. 2015). */
  saturated?: [number, number];
  /** Of units that are 0 for what does not concern them: the share of those that are above 0 for no token of the batch. */
  dead?: number;
}

/** How widely each head looks: the mean entropy of its rows, in nats; 0 for a head that sees one token. */
export interface HeadEntropies extends WatchedTensor {
  entropies: number[];
}

/** A text that a person types, to look at the network with it. */
export interface TypedText {
  text: string;
  /** What is right for it: a label, or a number; of language models nothing. */
  answer: string;
}

export interface WatchLine {
  /** The first update is 1. */
  step: number;
  /** The first is 1. */
  epoch: number;
  /** By name; of what is trained. */
  parameters?: Record<string, ParameterNorms>;
  steps?: StepNorms[];
  activations?: ValueSpread[];
  attention?: HeadEntropies[];
}
