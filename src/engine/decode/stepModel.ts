// What decoding needs of a model, and all it knows of it: outputs grow by one token at a time. Several rows, the
// hypotheses, belong to each sentence.

/** The probabilities of the next token, and the state they lead to. */
export interface Step<S> {
  /** `[rows, vocabulary]`, natural logarithms; the decoder may write into it. Good until the next step. */
  logProbabilities: Float32Array;
  state: S;
  /** `[rows, sourceTime]`: where the model looked; of models with attention. */
  attention?: { weights: Float32Array; sourceTime: number };
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
  start(sources: readonly Int32Array[]): Promise<S>;
  /** @param tokens `[rows]`: the last token of each, at first the begin symbol */
  step(state: S, tokens: Int32Array): Promise<Step<S>>;
  reorder(state: S, choice: RowChoice): S;
  /** Told when no step follows: the state's memory may serve again. */
  release?(state: S): void;
}
