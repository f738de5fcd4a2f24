// What a network is to a program that builds it anew from classes of its own: which, what these are told, and the parameters by name.

import type { CleaningStep } from '../../protocol/cleaning';
import type { FlatParameters } from '../nn/parameters';
import type { FixedProgram } from '../runtime/graphFile';
import type { Feeds } from '../runtime/session';
import type { ExportedTokenizer } from './exportedModel';

/** As JSON has it. */
export type Told = Readonly<Record<string, unknown>>;

export interface PortableNetwork {
  /** What stands on an encoder, or reads and writes by itself. */
  kind: 'texts' | 'tags' | 'masked' | 'language' | 'sequence';
  /** What an experiment says of the model. */
  model: { readonly type: string };
  /** What follows from the data: of the encoder, or of the whole network where there is none by itself. */
  sizes: Told & { longest?: number };
  /** What stands on the encoder is told so much. */
  head?: Told;
  /** Of an encoder that stands by itself. */
  encoder?: FlatParameters;
  parameters: FlatParameters;
  /** What the network gives, without dropout. */
  output: FixedProgram['outputs'][string];
  /** Of inputs that are numbers of something: how many of it there are. */
  ids: Readonly<Record<string, number>>;
}

/** A network of a run. */
export interface LearnedNetwork extends PortableNetwork {
  learned: Feeds;
  /** By the names of their files, without endings. */
  tokenizers: Readonly<Record<string, ExportedTokenizer>>;
  cleaning: readonly CleaningStep[];
  /** What else config.json says, as JSON has it. */
  facts: Told;
}
