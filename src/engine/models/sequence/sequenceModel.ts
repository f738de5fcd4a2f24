// What a sequence-to-sequence family gives: a program for training, where the whole target is known, and one step of
// decoding, where it grows token by token. Trainer and decoder know no family. Sequences are time-major.

import type { Value } from '../../graph/value';
import type { Mode } from '../../nn/dropout';
import type { Bound, FlatParameters, ParameterTree, Tracked } from '../../nn/parameters';
import type { NumberedSource } from '../../schema/numberedSource';
import type { GivenFeatures } from '../pictures/featureReader';
import type { GivenPictures } from '../pictures/pictureReader';

export interface SourceInputs {
  /** Token ids, [sourceTime, batch] int32; of models whose sources are pictures what those are, [batch, ...shape] float32. */
  source: Value;
  /** False at padding, [sourceTime, batch] bool: tokens, or the places of a picture. */
  sourceMask: Value;
}

export interface SequenceInputs extends SourceInputs {
  /** The right token before each position, the begin symbol first: [time, batch] int32. */
  target: Value;
  /** Where the decoder is given it, and not its own guess: [time, batch] bool; left out: everywhere. */
  teacher?: Value;
}

/**
 * Attention of one layer: weights [batch, heads, rows, columns]. Rows look at columns: `encoder` source at source, `decoder`
 * target at target, `cross` target at source, `joint` source and target, one after the other, at both.
 */
export interface LayerWeights {
  kind: 'encoder' | 'decoder' | 'cross' | 'joint';
  layer: number;
  weights: Value;
}

export interface SequenceOutputs {
  /** [time, batch, vocabulary] */
  logits: Value;
  /** Every attention the model pays; none without attention. */
  attention: LayerWeights[];
  /** In training, of models that have any: running averages. */
  tracked?: readonly Tracked[];
}

/** Values of the decoder by name. Of the memory [batch, ...], of the state [rows, ...]. */
export type Named = Readonly<Record<string, Value>>;

/** The source as the decoder sees it, and the state before the first token: one row for each sentence. */
export interface Encoded {
  memory: Named;
  state: Named;
  /** Of models whose later positions look at what earlier ones left, such as keys and values: [batch, heads, 0, depth]. */
  past?: Named;
}

/** What earlier positions left: each hypothesis of a sentence one slot at each. */
interface Past {
  /** [batch, heads, slots, depth] */
  slots: Named;
  /** Added to scores: 0 for the slots of a hypothesis's own beginning, very negative for others; [batch, beam, slots]. */
  bias: Value;
}

export interface StepInputs {
  memory: Named;
  state: Named;
  past: Past;
  /** The token before, [batch, beam] int32: the hypotheses of a sentence share its memory. */
  tokens: Value;
  /** The number of the position, from 0: [1] int32. */
  position: Value;
}

export interface StepOutputs {
  /** [batch*beam, vocabulary] */
  logits: Value;
  state: Named;
  /** What this position leaves, [batch, heads, beam, depth]; of models with a past. */
  present?: Named;
  /**
   * [batch*beam, sourceTime], mean over heads, of the last layer; none without attention. Rows sum to less than 1 where
   * the same attention also looks at the target.
   */
  attention?: Value;
}

export interface SequenceLayers<T extends ParameterTree> {
  readonly parameters: T;
  /** Longest source and target that the model can take, where it is limited. */
  readonly longest?: number;
  /** What its sources are, where they are no texts. */
  readonly source?: NumberedSource;
  forward(parameters: Bound<T>, inputs: SequenceInputs, mode: Mode): SequenceOutputs;
  encode(parameters: Bound<T>, inputs: SourceInputs): Encoded;
  step(parameters: Bound<T>, inputs: StepInputs): StepOutputs;
}

/** What texts are gone on with. */
export type DecodingLayers<T extends ParameterTree = FlatParameters> = Pick<
  SequenceLayers<T>,
  'parameters' | 'source' | 'encode' | 'step'
>;

export interface SequenceModel<T extends ParameterTree = FlatParameters> extends SequenceLayers<T> {
  readonly hasAttention: boolean;
}

/** What a family is told besides its own options. */
export interface SequenceContext {
  /** Tokens known, the special ones included. */
  sourceVocabulary: number;
  targetVocabulary: number;
  /** One table of embeddings for both sides. */
  shared: boolean;
  /** Longest source or target, begin and end symbols counted. */
  longest: number;
  /** Where the sources are pictures, or what was found in some: then there is no vocabulary of theirs. */
  pictures?: GivenPictures | GivenFeatures;
  /** The side on which sources are padded. */
  padding: 'before' | 'after';
}
