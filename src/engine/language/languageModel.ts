// A language model at work, whatever its family: how probable each token of a text is, and which tokens may follow. Whoever goes
// on with texts, scores them or colours them knows nothing but this.

import type { StepModel } from '../decode/stepModel';
import type { TokenPart } from '../store/tokenStore';
import type { LanguageText } from './languageText';

export interface ScoreOptions {
  /**
   * Tokens that stand before the first one and are looked at, but not scored. Left out: the text is a beginning, and the begin
   * token stands before it.
   */
  before?: Int32Array;
  /** Tell the rank of each token, too. */
  ranks?: boolean;
  /** Tell so many of the most probable tokens at each place, too (0 or left out: none). */
  best?: number;
  /**
   * Of models with a longest context: how many tokens each window scores; those before them in the window are only looked at.
   * Left out: half the context, as when a text is gone on with.
   */
  stride?: number;
  signal?: AbortSignal;
  /** Share of the tokens that were scored. */
  progress?: (fraction: number) => void;
}

/** What a model says of a text, token by token. */
export interface TokenScores {
  /** Natural logarithms, `[tokens]`. */
  logProbabilities: Float32Array;
  /** Tokens of the vocabulary that were more probable, `[tokens]`: 0 where it was the most probable one. */
  ranks?: Int32Array;
  /**
   * The most probable tokens at each place by falling probability, `[tokens, count]`; of equals the smaller id first. Where
   * fewer are possible, the others have −∞.
   */
  best?: { count: number; tokens: Int32Array; logProbabilities: Float32Array };
}

export interface JudgeOptions {
  /** As `ScoreOptions` has it. */
  stride?: number;
  signal?: AbortSignal;
  /** Is given the log probabilities of tokens that stand side by side, the first of them token `from` of the text; each once. */
  told: (from: number, logProbabilities: Float32Array) => void;
  /** Share of the tokens that were judged. */
  progress?: (fraction: number) => void;
}

/** @template S what goes from step to step: states, or cached keys and values */
export interface LanguageModel<S = unknown> {
  readonly text: LanguageText;
  /** Most tokens that a prediction looks back at, where that is limited. */
  readonly context?: number;
  /**
   * The next token of several texts at once. A source of `start` is the ids of a prompt, without the begin token, which stands
   * before each; it may be empty. The first `step` after it gives what follows the prompts, whatever tokens it is handed.
   */
  readonly steps: StepModel<S>;
  /** Hidden states: what the output layer reads at the place before each token, `[tokens, width]`; of networks. Fails with `CANCELLED`. */
  readonly states?: {
    width: number;
    of(ids: Int32Array, before: Int32Array, options?: Pick<ScoreOptions, 'signal'>): Promise<Float32Array>;
  };
  /** Fails with `CANCELLED`. @param ids of a text of any length; the same probabilities as by steps where the stride is left out */
  score(ids: Int32Array, options?: ScoreOptions): Promise<TokenScores>;
  /**
   * The log probability of every token of a text of any length, from its beginning on; in bounded memory, and perhaps several places of
   * the text side by side, so that the first tokens of a place may differ a little from those of `score`. Fails with `CANCELLED`.
   */
  judge(text: TokenPart, options: JudgeOptions): Promise<void>;
  release(): Promise<void>;
}
