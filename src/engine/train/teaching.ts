// What a trained model can teach another one. Whoever learns from it knows neither its family nor its files.

import type { RunRecord } from '../../protocol/run';
import type { TokenPart } from '../store/tokenStore';

interface TeachingContext {
  signal: AbortSignal;
  /** Share of what was asked that is answered. */
  progress?: (fraction: number) => void;
}

/** @template Of asks for them as the answers are asked for */
interface HiddenStates<Of> {
  readonly width: number;
  readonly of: Of;
}

/** A model that gives texts labels. */
export interface LabelTeaching {
  readonly kind: 'labels';
  readonly labels: readonly string[];
  /** By label, from what probability on it is given, where a text may have several. */
  readonly thresholds?: Float32Array;
  /** How many texts are read together. */
  readonly texts: number;
  /** Natural logarithms of the labels' shares, `[examples, labels]`; of several labels each of its own. Fails with `CANCELLED`. */
  answer(examples: readonly (readonly string[])[], context: TeachingContext): Promise<Float32Array>;
  /** The vectors of texts that its answers are made of, `[examples, width]`; of models that have them. Fails with `CANCELLED`. */
  readonly states?: HiddenStates<
    (examples: readonly (readonly string[])[], context: TeachingContext) => Promise<Float32Array>
  >;
}

/** A model that gives tokens tags. */
export interface TagTeaching {
  readonly kind: 'tags';
  readonly tags: readonly string[];
  /** It reads other columns of a file than that of the tokens. */
  readonly looksElsewhere: boolean;
  /** By sentence how probable each tag of each token is, `[tokens, tags]`, and the numbers of the tags it gives. Fails with `CANCELLED`. */
  answer(
    sentences: readonly { tokens: string[] }[],
    context: TeachingContext,
  ): Promise<{ shares: Float64Array; best: Int32Array }[]>;
  /** By sentence what the scores of its tokens are made of, `[tokens, width]`; of networks. Fails with `CANCELLED`. */
  readonly states?: HiddenStates<
    (sentences: readonly { tokens: string[] }[], context: TeachingContext) => Promise<Float32Array[]>
  >;
}

/** A model that says which tokens may follow. */
export interface LanguageTeaching {
  readonly kind: 'language';
  /** Its vocabulary by id. */
  readonly tokens: readonly string[];
  /** Most tokens that a prediction looks back at, where that is limited. */
  readonly context?: number;
  /**
   * The most probable tokens at the place of each token of `ids`, `[tokens, count]` by falling probability, with natural logarithms.
   * Fails with `CANCELLED`.
   * @param before what stands before the first; empty at the beginning of a text
   */
  follow(
    ids: Int32Array,
    before: Int32Array,
    options: { count: number; signal: AbortSignal },
  ): Promise<{ count: number; tokens: Int32Array; logProbabilities: Float32Array }>;
  /** What is behind the prediction of each token of `ids`, `[tokens, width]`; of networks. Fails with `CANCELLED`. */
  readonly states?: HiddenStates<
    (ids: Int32Array, before: Int32Array, context: TeachingContext) => Promise<Float32Array>
  >;
  /** The log probability of every token of a text, told in pieces, of which `from` is the first token. Fails with `CANCELLED`. */
  judge(
    text: TokenPart,
    options: TeachingContext & { told(from: number, logProbabilities: Float32Array): void },
  ): Promise<void>;
}

export type Teaching = LabelTeaching | TagTeaching | LanguageTeaching;

/** A run that is open, as other runs see it. */
export interface KnownRun {
  readonly record: RunRecord;
  /** A folder, or a model's file. */
  readonly folder: string;
  /** Of the file with its weights. */
  readonly bytes: number;
  /** Not there where it has nothing that another model could learn. */
  readonly teaching?: Teaching;
  release(): Promise<void>;
}
