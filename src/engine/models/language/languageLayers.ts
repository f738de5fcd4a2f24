// What a family of neural language models gives: a program for whole windows of text, in which every position says the token after
// it; and for going on with texts a program that reads a prompt, and one step. Trainer and decoder know no family. Sequences are
// time-major.

import type { Value } from '../../graph/value';
import type { OutputRows } from '../../nn/sampledSoftmax';
import type { Mode } from '../../nn/dropout';
import type { Bound, FlatParameters, ParameterTree } from '../../nn/parameters';
import type { WrittenEncoder } from '../encoders/encoder';
import type { Named, SequenceLayers } from '../sequence/sequenceModel';

export interface WindowInputs {
  /** [time, batch] int32 */
  ids: Value;
  /** What the window before left, by name, [batch, width] each; zeros at a beginning. Of families that carry states. */
  carried: Named;
}

interface WindowOutputs {
  /** What the output layer reads, [time, batch, width]; and its rows. */
  hidden: Value;
  output: OutputRows;
  /** Of the token after each position, [time, batch, vocabulary]. */
  logits: Value;
  /** What the next window may begin with, by name, [batch, width] each. */
  carried: Named;
  /** By layer, [batch, heads, time, time]; none without attention. */
  attention: readonly Value[];
}

/** The table of token vectors is the parameter `embedding.weight`. */
export interface LanguageLayers<T extends ParameterTree> extends Pick<SequenceLayers<T>, 'encode' | 'step'> {
  readonly parameters: T;
  /** Of what the output layer reads. */
  readonly width: number;
  /** It has no step: texts are gone on with by reading their window anew, and neither `encode` nor `step` is asked for. */
  readonly readsAnew?: boolean;
  /** Longest window, where it is limited. */
  readonly longest?: number;
  /** Widths of what is carried from window to window, by name; none where windows stand by themselves. */
  readonly states: Readonly<Record<string, number>>;
  forward(parameters: Bound<T>, inputs: WindowInputs, mode: Mode): WindowOutputs;
}

export interface LanguageNetwork<T extends ParameterTree = FlatParameters> extends LanguageLayers<T> {
  readonly hasAttention: boolean;
}

/** What a family is told besides its own options. */
export interface LanguageContext {
  /** Tokens known, the special ones included. */
  vocabulary: number;
  /** Tokens of a window. */
  context: number;
  /** Of models whose layers a person wrote: what their file makes. */
  written?: WrittenEncoder;
}
