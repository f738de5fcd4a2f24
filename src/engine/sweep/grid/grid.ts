// Grid search: every value of each key with every value of the others; of ranges so many points.

import { z } from 'zod';
import { wholeTrials, type SearchOptions } from '../searcher';
import {
  isActive,
  isChoice,
  placeOf,
  valueAt,
  type KeyValue,
  type SearchKey,
  type SearchSpace,
  type TrialValues,
} from '../space';

/** Of a range: evenly apart on its scale, both ends among them; whole numbers once each. */
function valuesOf(key: SearchKey): readonly KeyValue[] {
  if (isChoice(key)) return key.values;
  const [low, high] = [placeOf(key, key.from), placeOf(key, key.to)];
  const { points } = key;
  const places = Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1));
  return [...new Set(places.map((place) => valueAt(key, place)))];
}

/** All there are, the last key changing fastest. */
export function* gridOf(space: SearchSpace, values: TrialValues = {}): Generator<TrialValues> {
  const [key, ...rest] = space;
  if (key === undefined) yield values;
  else if (!isActive(key, values)) yield* gridOf(rest, values);
  else for (const value of valuesOf(key)) yield* gridOf(rest, { ...values, [key.key]: value });
}

function nth(space: SearchSpace, index: number): TrialValues | undefined {
  let at = 0;
  for (const values of gridOf(space)) if (at++ === index) return values;
  return undefined;
}

export const grid = {
  schema: z
    .strictObject({ type: z.literal('grid') })
    .describe('Every value of each key with every value of the others; of ranges "points" values.'),
  create: (options: SearchOptions) => wholeTrials(options, (trials) => nth(options.space, trials.length)),
};
