// A linear-chain conditional random field at work: scores of tags from the features of tokens, and which of them decide.

import { chainOf, type Chain } from '../tags/linearChain';
import type { AllowedTransitions } from '../tags/transitions';
import type { AttributeIndex } from './attributes';
import type { Features } from './features';
import type { FieldedSentence } from './tokenFields';

export interface CrfModel {
  features: Features;
  /** [features] */
  weights: Float64Array;
  /** [tags, tags], from the tag of the row to that of the column. */
  transitions: Float64Array;
}

/** The chain of the model; sentences begin and end with any tag that may be there. */
export function crfChain({ transitions }: Pick<CrfModel, 'transitions'>, allowed: AllowedTransitions): Chain {
  const none = new Float64Array(allowed.begins.length);
  return chainOf({ begin: none, end: none, transitions }, allowed);
}

/** Adds the weights of an attribute to a token's scores. */
export function addAttribute(
  scores: Float64Array,
  at: number,
  attribute: number,
  { features: { starts, tags }, weights }: Pick<CrfModel, 'features' | 'weights'>,
): void {
  for (let k = starts[attribute]; k < starts[attribute + 1]; k++) scores[at + tags[k]] += weights[k];
}

/** The scores of a sentence's tags, [tokens, tags]. */
export function scoresOf(
  sentence: FieldedSentence,
  model: CrfModel,
  index: AttributeIndex,
  tags: number,
): Float64Array {
  const scores = new Float64Array(sentence.tokens.length * tags);
  index.visit(sentence, (token, attribute) => addAttribute(scores, token * tags, attribute, model));
  return scores;
}

export interface Reason {
  token: number;
  /** An attribute by number, or the tag before. */
  attribute?: number;
  before?: number;
  weight: number;
}

/** What speaks for and against the tags of a sentence: each feature of theirs that the model knows. */
export function reasonsFor(
  sentence: FieldedSentence,
  path: ArrayLike<number>,
  { features: { starts, tags }, weights, transitions }: CrfModel,
  index: AttributeIndex,
): Reason[] {
  const reasons: Reason[] = [];
  index.visit(sentence, (token, attribute) => {
    for (let k = starts[attribute]; k < starts[attribute + 1]; k++)
      if (tags[k] === path[token]) reasons.push({ token, attribute, weight: weights[k] });
  });
  const count = Math.sqrt(transitions.length);
  for (let token = 1; token < path.length; token++) {
    const before = path[token - 1];
    reasons.push({ token, before, weight: transitions[before * count + path[token]] });
  }
  return reasons;
}

/** By tag the features of the largest positive weights, the largest first. @param count at least 1 */
export function strongestFeatures({ features: { starts, tags }, weights }: CrfModel, tagCount: number, count: number) {
  const found = Array.from({ length: tagCount }, (): { attribute: number; weight: number }[] => []);
  const least = new Float64Array(tagCount);
  const keepStrongest = (tag: number): void => {
    found[tag] = found[tag].sort((a, b) => b.weight - a.weight).slice(0, count); // stable
    if (found[tag].length === count) least[tag] = found[tag][count - 1].weight;
  };
  for (let attribute = 0; attribute + 1 < starts.length; attribute++)
    for (let k = starts[attribute]; k < starts[attribute + 1]; k++) {
      const [tag, weight] = [tags[k], weights[k]];
      if (weight > least[tag] && found[tag].push({ attribute, weight }) >= 8 * count) keepStrongest(tag);
    }
  found.forEach((_, tag) => keepStrongest(tag));
  return found;
}
