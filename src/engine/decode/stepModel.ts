// What decoding needs of a model, and all it knows of it: outputs grow by one token at a time. Several rows, the
// hypotheses, belong to each sentence.

import type { SourceNumbers } from '../data/encodedTexts';

/** What every step gives. */
interface Stepped<S> {
  state: S;
  /** `[rows, sourceTime]`: where the model looked; of models with attention. */
  attention?: { weights: Float32Array; sourceTime: number };
}

/** The probabilities of the next token, and the state they lead to. */
export interface Step<S> extends Stepped<S> {
  /** `[rows, vocabulary]`, natural logarithms; the decoder may write into it. */
  logProbabilities: Float32Array;
}

/**
 * Some next tokens of each row, the most probable ones among them. The vocabulary lies in parts of `width` tokens, part 0
 * from token 0 on; the parts with the greatest maxima are given, the first of equals.
 */
export interface BestStep<S> extends Stepped<S> {
  width: number;
  /** Parts of each row. */
  count: number;
  /** Which parts, `[rows, count]`: by falling maximum. */
  parts: Int32Array;
  /** Those of their tokens, `[rows, count, width]`. */
  logProbabilities: Float32Array;
}

/** Which rows go on: rows are grouped by sentence, as many for each. */
export interface RowChoice {
  /** By new row, the row it continues. */
  rows: Int32Array;
  /** The sentences that go on, by their place among those of the state. */
  sentences: Int32Array;
}

export interface StepModel<S> {
  readonly vocabulary: number;
  readonly begin: number;
  readonly end: number;
  /** Longest output in tokens, where the model is limited. */
  readonly longest?: number;
  /** The state before the first token: one row for each source. A state is used once. */
  start(sources: readonly SourceNumbers[]): Promise<S>;
  /** @param tokens `[rows]`: the last token of each, at first the begin symbol */
  step(state: S, tokens: Int32Array): Promise<Step<S>>;
  /** The step that gives the `count` most probable tokens, where there is one: faster than all. */
  best?(count: number): ((state: S, tokens: Int32Array) => Promise<BestStep<S>>) | undefined;
  reorder(state: S, choice: RowChoice): S;
  /** Told when no step follows: the state's memory may serve again. */
  release?(state: S): void;
}
