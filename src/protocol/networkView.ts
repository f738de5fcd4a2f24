// The contract between the extension host and the view of networks, under the rules of views.ts.

import type { OfferedQuestion, RunQuestion } from './attentionView';
import type { Network } from './network';
import type { Notice, SharedCalls } from './views';

/** Steps that a language model writes before it is drawn, at most. */
export const MOST_WRITTEN = 32;

export interface NetworkQuestion {
  /** Of a run, or of an experiment, as it was offered. */
  model: string;
  text: string;
  /** Empty: the model's own output. */
  target: string;
  /** Of models that go on with texts: so many tokens are written first. */
  writes: number;
}

export interface NetworkOffer extends OfferedQuestion {
  /** Ids of those that read and write. */
  writing: string[];
  /** Ids of those that go on with texts. */
  continuing: string[];
}

/** What is known of a forward pass before its tensors are asked for. */
export interface ShownNetwork {
  /** Names the pass for `tensor`. */
  id: number;
  network: Network;
}

/** The part of a tensor that is drawn: one matrix. */
export interface TensorMatrix {
  rows: number;
  columns: number;
  /** `[rows, columns]` */
  values: Float32Array;
  /** Which columns these are, where there are too many to draw: those with the greatest values. */
  chosen?: number[];
}

export interface NetworkViewContract {
  calls: SharedCalls & {
    /** Keeps what is asked, for when the view is opened again. */
    keep: { request: RunQuestion; reply: Record<string, never> };
    /** One forward pass. */
    trace: { request: NetworkQuestion; reply: ShownNetwork };
    /** A tensor of it; of those with heads, one of them. */
    tensor: { request: { id: number; tensor: number; head: number }; reply: TensorMatrix };
  };
  events: { notice: Notice; question: NetworkOffer };
}
