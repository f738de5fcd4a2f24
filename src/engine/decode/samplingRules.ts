// Which tokens may be drawn next and how probable each is then. The rules are applied in one order, that of Hugging Face's
// transformers, each to what those before it have left, with its probabilities made to sum to one again:
//
//   temperature   p ∝ exp(log p / T)
//   top-k         the k most probable (Fan et al. 2018); of equals the smaller ids
//   top-p         the fewest most probable whose sum reaches p (Holtzman et al. 2020)
//   min-p         those at least min-p times as probable as the most probable one (Nguyen et al. 2024)
//   typical       those whose surprisal is nearest to the expected one, until their sum reaches the mass (Meister et al. 2023)

import { LabError } from '../../protocol/labError';
import { mostProbable, tokensWhere } from './mostProbable';

export interface SamplingRules {
  temperature: number;
  /** 0: all */
  topK: number;
  /** 1: all */
  topP: number;
  /** 0, or left out: all */
  minP?: number;
  /** 1, or left out: all */
  typical?: number;
}

/** Fails with `INVALID_ARGUMENT`. */
export function checkSampling({ temperature, topK, topP, minP = 0, typical = 1 }: SamplingRules): void {
  const refuse = (message: string): never => {
    throw new LabError('INVALID_ARGUMENT', message);
  };
  if (!(temperature > 0 && temperature <= 100))
    refuse(`The temperature must be above 0 and at most 100, not ${temperature}.`);
  if (!Number.isInteger(topK) || topK < 0) refuse(`top-k must be a whole number from 0, not ${topK}.`);
  if (!(topP > 0 && topP <= 1)) refuse(`top-p must be above 0 and at most 1, not ${topP}.`);
  if (!(minP >= 0 && minP <= 1)) refuse(`min-p must be from 0 to 1, not ${minP}.`);
  if (!(typical > 0 && typical <= 1)) refuse(`The typical mass must be above 0 and at most 1, not ${typical}.`);
}

/** What may be drawn: by id, or by falling probability where a rule has sorted them. */
export interface KeptTokens {
  tokens: Int32Array;
  /** Of each, in proportion: they need not sum to one. */
  weights: Float64Array;
}

/** @param values natural log probabilities, `[vocabulary]`; −∞ for what must not be drawn */
export function keptTokens(values: Float32Array, rules: SamplingRules): KeptTokens {
  const { temperature, topK, topP, minP = 0, typical = 1 } = rules;
  let greatest = -Infinity;
  for (const value of values) if (value > greatest) greatest = value;
  const all = (value: number): boolean => value > -Infinity;
  let tokens = topK > 0 ? mostProbable(values, topK) : tokensWhere(values, all);
  let weights = Float64Array.from(tokens, (token) => Math.exp((values[token] - greatest) / temperature));
  const keep = (places: Int32Array | number[]): void => {
    tokens = Int32Array.from(places, (place) => tokens[place]);
    weights = Float64Array.from(places, (place) => weights[place]);
  };
  if (topP < 1) keep(nucleus(weights, topP));
  if (minP > 0) {
    const least = minP * weights.reduce((most, weight) => Math.max(most, weight), 0);
    keep(placesWhere(weights, (weight) => weight >= least));
  }
  if (typical < 1) keep(typicalPlaces(weights, typical));
  return { tokens, weights };
}

function placesWhere(weights: Float64Array, test: (weight: number) => boolean): number[] {
  const found: number[] = [];
  weights.forEach((weight, place) => {
    if (test(weight)) found.push(place);
  });
  return found;
}

const sumOf = (weights: Float64Array): number => weights.reduce((sum, weight) => sum + weight, 0);

/** By falling weight: a place is kept where those before it do not reach the share. */
function nucleus(weights: Float64Array, share: number): number[] {
  const total = sumOf(weights);
  // All that are rarer than this together make up less than what is left out: they need not be sorted.
  const rare = ((1 - share) * total) / weights.length;
  const places = placesWhere(weights, (weight) => weight >= rare).sort((a, b) => weights[b] - weights[a] || a - b);
  let mass = 0;
  const last = places.findIndex((place) => (mass += weights[place] / total) >= share);
  return last < 0 ? places : places.slice(0, last + 1);
}

/** In their order. What is as near to the expected surprisal as the last one is kept with it. */
function typicalPlaces(weights: Float64Array, mass: number): number[] {
  const total = sumOf(weights);
  const surprisals = weights.map((weight) => -Math.log(weight / total));
  const expected = weights.reduce((sum, weight, i) => (weight > 0 ? sum + (weight / total) * surprisals[i] : sum), 0);
  const distances = surprisals.map((surprisal) => Math.abs(surprisal - expected));
  const order = [...weights.keys()].sort((a, b) => distances[a] - distances[b]);
  let sum = 0;
  const last = order.find((place) => (sum += weights[place] / total) >= mass) ?? order[order.length - 1];
  return placesWhere(distances, (distance) => distance <= distances[last]);
}
