// What a sweep searches: keys of an experiment with the values that each may have, some of them under conditions on keys before them.

import { createRandom } from '../data/random';

/** What a key of an experiment may be set to. */
export type KeyValue = string | number | boolean | readonly unknown[] | { readonly [key: string]: unknown };

/** All of `when` must hold: the key named has, in this trial, one of the values. */
interface Conditional {
  /** With dots, as `training.optimizer.learningRate`. */
  readonly key: string;
  readonly when?: Readonly<Record<string, readonly KeyValue[]>>;
}

export interface Choice extends Conditional {
  readonly values: readonly KeyValue[];
  /** The file has the values alone. */
  readonly isList?: boolean;
}

export interface Range extends Conditional {
  readonly from: number;
  readonly to: number;
  readonly scale: 'linear' | 'log';
  /** Whole numbers alone. */
  readonly integer: boolean;
  /** How many values a grid takes of it. */
  readonly points: number;
}

export type SearchKey = Choice | Range;

/** In the order in which they are set: a condition is on keys that stand before. */
export type SearchSpace = readonly SearchKey[];

/** What a trial sets, by key; keys whose conditions do not hold are not there. */
export type TrialValues = Readonly<Record<string, KeyValue>>;

export const isChoice = (key: SearchKey): key is Choice => 'values' in key;

export const isSame = (a: KeyValue | undefined, b: KeyValue): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

/** Whether the conditions of a key hold, given the values of those before it. */
export const isActive = ({ when = {} }: SearchKey, values: TrialValues): boolean =>
  Object.entries(when).every(
    ([key, allowed]) => Object.hasOwn(values, key) && allowed.some((value) => isSame(values[key], value)),
  );

/** Sets key after key, each to what `choose` gives, where its conditions hold. */
export function assign(space: SearchSpace, choose: (key: SearchKey) => KeyValue): TrialValues {
  const values: Record<string, KeyValue> = {};
  for (const key of space) if (isActive(key, values)) values[key.key] = choose(key);
  return values;
}

/** The ends of a range on the scale that it is drawn on; each whole number has the same width. */
export function boundsOf({ from, to, scale, integer }: Range): { low: number; high: number } {
  const half = integer ? 0.5 : 0;
  const [low, high] = [from - half, to + half];
  return scale === 'log' ? { low: Math.log(low), high: Math.log(high) } : { low, high };
}

/** The value at a place of the scale. */
export function valueAt({ from, to, scale, integer }: Range, place: number): number {
  const value = scale === 'log' ? Math.exp(place) : place;
  return Math.min(to, Math.max(from, integer ? Math.round(value) : value));
}

export const placeOf = ({ scale }: Range, value: number): number => (scale === 'log' ? Math.log(value) : value);

/** The numbers for one key of one trial. */
export const randomFor = (seed: number, key: string, trial: number) =>
  createRandom({ seed, stream: `sweep ${key}`, index: trial });

/** A value of the key, each as probable as any other on its scale. */
export const drawValue = (key: SearchKey, seed: number, trial: number): KeyValue =>
  valueOfShare(key, randomFor(seed, key.key, trial).uniform());

/**
 * As `drawValue`, for trials 1 to `of`: they share the scale out among them, so that no part of it is left out and none is drawn from
 * twice (McKay et al. 1979).
 */
export function drawStratified(key: SearchKey, seed: number, trial: number, of: number): KeyValue {
  const order = randomFor(seed, key.key, 0).shuffle(Array.from({ length: of }, (_, i) => i));
  return valueOfShare(key, (order[trial - 1] + randomFor(seed, key.key, trial).uniform()) / of);
}

/** @param share of the scale, 0 to 1, that lies before the value */
function valueOfShare(key: SearchKey, share: number): KeyValue {
  if (isChoice(key)) return key.values[Math.floor(share * key.values.length)];
  const { low, high } = boundsOf(key);
  return valueAt(key, low + (high - low) * share);
}
