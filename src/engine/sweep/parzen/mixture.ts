// Mixtures that say where values of one key lie, made from values that were tried: a normal distribution around each of a range, a count of
// each of a choice, and one component that knows nothing (Bergstra et al. 2011, section 4; widths and weights as in Optuna 3.1). As there, a
// component of a range counts by its shape alone and not by its width: all are equally high in the middle, and places far from any trial
// stay worth a look.

import type { Random } from '../../data/random';
import { logDensity, massBetween } from '../../numeric/normal';
import {
  boundsOf,
  isChoice,
  isSame,
  placeOf,
  valueAt,
  type Choice,
  type KeyValue,
  type Range,
  type SearchKey,
} from '../space';

export interface Mixture {
  draw(random: Random): KeyValue;
  /** How near the value lies to what was observed, as a logarithm; of choices, its probability. */
  logLikeness(value: KeyValue): number;
}

/** @param observed in the order in which they were tried */
export const mixtureOf = (key: SearchKey, observed: readonly KeyValue[]): Mixture =>
  isChoice(key) ? countsOf(key, observed) : normalsOf(key, observed as readonly number[]);

/** From here on the oldest count less. */
const RECENT = 25;

/** Of the observations, and one more of the component that knows nothing; they sum to 1. */
function weightsOf(observed: number): number[] {
  const old = Math.max(0, observed - RECENT);
  const rising = (i: number): number => (old < 2 ? 1 / observed : 1 / observed + ((1 - 1 / observed) * i) / (old - 1));
  const weights = Array.from({ length: observed + 1 }, (_, i) => (i < old ? rising(i) : 1));
  const total = weights.reduce((sum, weight) => sum + weight);
  return weights.map((weight) => weight / total);
}

function drawFrom(probabilities: readonly number[], random: Random): number {
  let left = random.uniform();
  const found = probabilities.findIndex((probability) => (left -= probability) < 0);
  return found < 0 ? probabilities.length - 1 : found;
}

function countsOf({ values }: Choice, observed: readonly KeyValue[]): Mixture {
  const weights = weightsOf(observed.length);
  const even = 1 / (observed.length + 1); // what each component gives to every value
  const total = 1 + even * values.length;
  const probabilities = values.map((value) =>
    weights.reduce((sum, weight, i) => {
      if (i === observed.length) return sum + weight / values.length;
      return sum + (weight * (even + Number(isSame(observed[i], value)))) / total;
    }, 0),
  );
  return {
    draw: (random) => values[drawFrom(probabilities, random)],
    logLikeness: (value) => Math.log(probabilities[values.findIndex((each) => isSame(each, value))]),
  };
}

function normalsOf(range: Range, observed: readonly number[]): Mixture {
  const { low, high } = boundsOf(range);
  const means = [...observed.map((value) => placeOf(range, value)), (low + high) / 2];
  const deviations = deviationsOf(means, low, high);
  const weights = weightsOf(observed.length);
  const inside = means.map((mean, i) => massBetween((low - mean) / deviations[i], (high - mean) / deviations[i]));
  const isWhole = range.integer && range.scale === 'linear';
  const component = (place: number, i: number): number => {
    const scaled = (at: number): number => (Math.min(high, Math.max(low, at)) - means[i]) / deviations[i];
    if (isWhole) return Math.log(massBetween(scaled(place - 0.5), scaled(place + 0.5)) / inside[i]);
    return logDensity(scaled(place)) - Math.log(inside[i]);
  };
  return {
    draw(random) {
      const i = drawFrom(weights, random);
      for (;;) {
        const place = means[i] + deviations[i] * random.normal(); // a third of them lies inside, or more
        if (place >= low && place <= high) return valueAt(range, place);
      }
    },
    logLikeness(value) {
      const place = placeOf(range, value as number);
      const parts = weights.map((weight, i) => Math.log(weight) + component(place, i));
      const most = Math.max(...parts);
      return most + Math.log(parts.reduce((sum, part) => sum + Math.exp(part - most), 0));
    },
  };
}

/**
 * Each as wide as the way to its farther neighbour, the outermost as the way to their only one; not narrower than a share of the range that
 * shrinks with their number. The last mean is of the component that knows nothing, which is as wide as the range.
 */
function deviationsOf(means: readonly number[], low: number, high: number): number[] {
  const order = means.map((_, i) => i).sort((a, b) => means[a] - means[b] || a - b);
  const narrowest = (high - low) / Math.min(100, 1 + means.length);
  const deviations: number[] = [];
  order.forEach((index, rank) => {
    const below = rank > 0 ? means[index] - means[order[rank - 1]] : undefined;
    const above = rank + 1 < order.length ? means[order[rank + 1]] - means[index] : undefined;
    const farthest = Math.max(below ?? 0, above ?? 0);
    deviations[index] = Math.min(high - low, Math.max(narrowest, farthest));
  });
  deviations[means.length - 1] = high - low;
  return deviations;
}
