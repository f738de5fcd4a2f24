// The share of each token of a text in what a model answers, as plain data.

import type { TextCut } from './answer';
import type { TextFeature } from './explanation';

/**
 * `weights`: the weights that the model has for words and words in a row, exactly; `gradient`: the gradient times the token's vector;
 * `integrated`: the same, integrated from a text without tokens to this one; `leave-one-out`: what the score loses without the
 * token; `attention`: how much the model looks at it.
 */
export const ATTRIBUTION_METHODS = ['weights', 'integrated', 'gradient', 'leave-one-out', 'attention'] as const;

export type AttributionMethod = (typeof ATTRIBUTION_METHODS)[number];

/** Steps of integrated gradients where nobody says otherwise, and the most there may be. */
export const ATTRIBUTION_STEPS = { usual: 64, most: 2000 } as const;

/** What a run does not do fails with `INVALID_ARGUMENT`. */
export interface AttributionRequest {
  folder: string;
  checkpoint?: 'best' | 'last';
  /** Of runs that read pairs both texts, with a tab or a line break between. */
  text: string;
  /** Left out: the first that the run has, in the order of the list. */
  method?: AttributionMethod;
  /** A run that does not have the method takes its first one, and steps only where they are of use. */
  isFlexible?: true;
  /** The label or tag whose score is shared out; left out, the one that the run gives. */
  target?: string;
  /** Of runs that tag: which token's tag, by number from 0; left out, the first token of the first entity. */
  token?: number;
  /** Of runs that tag: the tokens of the text, where it is cut already. */
  tokens?: string[];
  /** Of integrated gradients. */
  steps?: number;
}

/** A token with its share in the score. */
export interface AttributedToken {
  token: string;
  /** Which of the texts it stands in; left out of what stands between two texts. */
  text?: number;
  /** In that text, half-open, UTF-16. */
  start: number;
  end: number;
  /** The model does not know it, and saw `<unk>`. */
  isUnknown: boolean;
  share: number;
}

export interface AttributionReply {
  method: AttributionMethod;
  /** All that this run has. */
  methods: AttributionMethod[];
  /** What the run answers: the label, the number, the tag of the token. */
  answer: string;
  /** The label or tag whose score was shared out; left out of numbers. */
  target?: string;
  /** What can be asked for in its place. */
  targets: string[];
  /** The texts as the model read them, after the experiment's cleaning. */
  texts: string[];
  tokens: AttributedToken[];
  /** Of runs that tag: the token whose tag it is. */
  token?: number;
  /** What was shared out; not there where shares are of no score (attention). */
  score?: number;
  /** Of integrated gradients: the score of a text without tokens, from which on they count, and the steps. */
  baseline?: number;
  steps?: number;
  /** How far the sum of the shares is from the score less that of a text without tokens; of integrated gradients. */
  completenessError?: number;
  /** Not there where the shares are what they are called. */
  caution?: AttributionCaution;
  /** The exact weights, where the model has them. */
  features?: TextFeature[];
  /** Where the text was longer than the model reads: the rest has no shares. */
  cut?: TextCut;
}

/**
 * Why shares by gradients say little of a score. `cosine`: it stays as it is when the vectors of a text all grow alike, so that along
 * them it has no slope, and on the way from vectors of 0 it does not grow.
 */
export type AttributionCaution = 'cosine';

/** What a view asks, with every key: `''` and −1 for what the run chooses itself. */
export interface ShareQuestion {
  method: AttributionMethod | '';
  target: string;
  token: number;
  steps: number;
}
