// What tokens look at, in any model that has attention.

import type { TextCut } from './answer';
import type { DecodingRequest } from './decoding';

export interface AttentionRequest {
  folder: string;
  source: string;
  /** The output to look at; left out, the model's own. */
  target?: string;
  decoding?: DecodingRequest;
  checkpoint?: 'best' | 'last';
}

export interface AttentionMap {
  kind: 'encoder' | 'decoder' | 'cross' | 'joint';
  layer: number;
  head: number;
  /**
   * Rows attend to columns: `encoder` source to source, `decoder` target to target, `cross` target to source, `joint` the
   * source and then the target to both.
   */
  rows: number;
  columns: number;
  /** `[rows, columns]`, each row sums to 1. */
  weights: Float32Array;
}

/** Tokens with where they lie in their text, so that pieces and jamo can be shown with what they come from. */
export interface AttendedText {
  text: string;
  tokens: string[];
  /** UTF-16; an empty range at the end for special tokens. */
  offsets: [number, number][];
  /** By token: the model does not know it, and saw `<unk>`. */
  unknown: boolean[];
  /** Where the text was longer than the model reads. */
  cut?: TextCut;
  /** Where it is a picture: its places, row by row, are the tokens, and `text` names it. */
  picture?: { rows: number; columns: number };
}

export interface AttentionReply {
  source: AttendedText;
  /** The target positions as rows: each is the token that was chosen there, the end symbol last. */
  target: AttendedText;
  /** What the decoder was given at each target position, the begin symbol first: columns of `decoder` maps. */
  targetInputs: string[];
  /** Natural log probability of each target token. */
  tokenLogProbabilities: number[];
  maps: AttentionMap[];
}
