// The tree-structured Parzen estimator (Bergstra et al. 2011), key after key, with the choices of Optuna's default sampler: the best tenth of
// the trials, at most 25, says where values are good, all others where they are not; of 24 values drawn from the first the one is taken that
// is the most like those compared with the others. Unlike there, the first trials share the ranges out among them.

import { z } from 'zod';
import { latestResult, wholeTrials, type KnownTrial, type SearchOptions } from '../searcher';
import {
  assign,
  drawStratified,
  drawValue,
  randomFor,
  type KeyValue,
  type SearchKey,
  type TrialValues,
} from '../space';
import { mixtureOf } from './mixture';

const CANDIDATES = 24;
const MOST_GOOD = 25;

/** How many trials are drawn at random before anything is concluded, where nobody says it. */
export const FIRST_RANDOM = 10;

export interface ParzenOptions {
  startup: number;
}

/** Values for the next trial. */
export function parzenValues(
  { space, seed }: Pick<SearchOptions, 'space' | 'seed'>,
  trials: readonly KnownTrial[],
  { startup }: ParzenOptions,
): TrialValues {
  const next = trials.length + 1;
  const ranked = rank(trials);
  if (ranked.length < startup)
    return assign(space, (key) =>
      next > startup ? drawValue(key, seed, next) : drawStratified(key, seed, next, startup),
    );
  const good = new Set(ranked.slice(0, Math.min(MOST_GOOD, Math.ceil(0.1 * ranked.length))));
  const known = ranked.sort((a, b) => a.trial - b.trial);
  const split = { good: known.filter((trial) => good.has(trial)), other: known.filter((trial) => !good.has(trial)) };
  return assign(space, (key) => likeliest(key, split, randomFor(seed, key.key, next)));
}

/** Trials with a result, the best first; whatever was trained longer is better, as it was not given up. */
function rank(trials: readonly KnownTrial[]): KnownTrial[] {
  return trials
    .flatMap((trial) => {
      const result = latestResult(trial);
      return result
        ? [{ trial, epochs: trial.isOver ? Number.MAX_SAFE_INTEGER : result.epochs, score: result.score }]
        : [];
    })
    .map((each) => (Number.isFinite(each.score) ? each : { ...each, epochs: 0 }))
    .sort((a, b) => b.epochs - a.epochs || (a.score < b.score ? -1 : Number(a.score > b.score)))
    .map(({ trial }) => trial);
}

interface Split {
  good: readonly KnownTrial[];
  other: readonly KnownTrial[];
}

function likeliest(key: SearchKey, { good, other }: Split, random: ReturnType<typeof randomFor>): KeyValue {
  const observed = (trials: readonly KnownTrial[]): KeyValue[] =>
    trials.flatMap(({ values }) => (Object.hasOwn(values, key.key) ? [values[key.key]] : []));
  const [near, far] = [mixtureOf(key, observed(good)), mixtureOf(key, observed(other))];
  let best: { value: KeyValue; score: number } | undefined;
  for (let i = 0; i < CANDIDATES || !best; i++) {
    const value = near.draw(random);
    const score = near.logLikeness(value) - far.logLikeness(value);
    if (!best || score > best.score) best = { value, score };
  }
  return best.value;
}

export const parzen = {
  schema: z
    .strictObject({
      type: z.literal('tpe'),
      startup: z
        .int()
        .min(1)
        .default(FIRST_RANDOM)
        .describe('So many trials are drawn at random before anything is concluded from them.'),
    })
    .describe(
      'The tree-structured Parzen estimator (Bergstra et al. 2011): values are drawn near those of the best tenth of the trials, and away from the others.',
    ),
  create: (options: SearchOptions, own: ParzenOptions) =>
    wholeTrials(options, (trials) => parzenValues(options, trials, own)),
};
