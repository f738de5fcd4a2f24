// A trained tagger that is open, whatever its family.

import type { NetworkTrace } from '../../../protocol/network';
import type { TextFeature } from '../../../protocol/explanation';
import type { ExplainedText } from '../../explain/explainedText';
import type { CutText } from '../../data/tagged/cutTokens';
import type { GivenTokens } from '../../data/tagged/wordTable';
import type { Chain } from '../../tags/linearChain';
import type { ExportedModel } from '../exportedModel';
import type { Scores } from './decodeTags';
import type { LearnedNetwork } from '../portableNetwork';
import type { TagSet } from './tagSet';

export interface ScoredSentence {
  /** [tokens, tags] */
  scores: Scores;
  /** By token. */
  unknown: boolean[];
}

/** A feature of a token, and how much it speaks for the token's tag. */
export interface TokenReason extends Omit<TextFeature, 'offsets'> {
  token: number;
}

export interface OpenTagger {
  readonly set: TagSet;
  /** Undefined where each token is tagged by itself. */
  readonly chain?: Chain;
  /** Columns of files that are looked at beside those of tokens and tags, from 1. */
  readonly columns?: readonly number[];
  /** One for each sentence. Fails with `CANCELLED`. */
  score(
    sentences: readonly GivenTokens[],
    context: { signal?: AbortSignal; progress(fraction: number): void },
  ): Promise<ScoredSentence[]>;
  /** A sentence that is to be explained; its scores are those of the tags of one token. */
  explained(
    sentence: GivenTokens & Pick<CutText, 'offsets'>,
    token: number,
  ): Pick<ExplainedText, 'scaled' | 'erasable' | 'attention' | 'features'>;
  /** One state for each token, of sentences one behind the other; not there where the model has no encoder. Fails with `CANCELLED`. */
  readonly states?: {
    width: number;
    of(sentences: readonly GivenTokens[], signal?: AbortSignal): Promise<Float32Array[]>;
  };
  /** One forward pass over a sentence; of neural models. */
  trace?(sentence: GivenTokens): Promise<NetworkTrace>;
  /** What speaks for the tags of a sentence, by their numbers; not there where features cannot be told apart. */
  reasons?(sentence: GivenTokens, tags: ArrayLike<number>): TokenReason[];
  /** By tag, the features that speak most for it, the strongest first. */
  strongest?(count: number): { feature: string; weight: number }[][];
  /** The model as a graph; not there where it is none. Fails with `INVALID_ARGUMENT` for what other programs could not do. */
  graphs?(): ExportedModel;
  /** The network as other programs build it anew; of networks. */
  network?(): LearnedNetwork;
  release(): Promise<void>;
}
