// Asynchronous successive halving (Li et al. 2018, algorithm 2): all trials train for a few epochs, the best of every so many go on for more,
// and so on to the last epoch. A trial goes on as soon as it is among the best of those that have come as far; nobody waits for a full round.

import { z } from 'zod';
import { FIRST_RANDOM, parzenValues } from '../parzen/parzen';
import { randomValues } from '../random/random';
import type { KnownTrial, SearchOptions, Searcher, Suggestion } from '../searcher';

export interface HalvingOptions {
  factor: number;
  first: number;
  draw: 'random' | 'tpe';
}

/** After how many epochs trials are compared; the last is that of a whole training. */
export function levelsOf({ factor, first }: Pick<HalvingOptions, 'factor' | 'first'>, epochs: number): number[] {
  const levels: number[] = [];
  for (let level = first; level < epochs; level *= factor) levels.push(level);
  return [...levels, epochs];
}

/** Of a trial at a level: one that is over has its last result at all later ones. */
function scoreAt({ results, isOver }: KnownTrial, level: number): number | undefined {
  return results.find(({ epochs }) => epochs >= level)?.score ?? (isOver ? results.at(-1)?.score : undefined);
}

function promotion(trials: readonly KnownTrial[], levels: readonly number[], factor: number): Suggestion | undefined {
  for (let i = levels.length - 2; i >= 0; i--) {
    const found = best(trials, levels, i, (reached) => Math.floor(reached / factor));
    if (found) return found;
  }
  return undefined;
}

/** The best trial of a level that may go on and was not asked to yet. @param places how many may, of so many that have come there */
function best(
  trials: readonly KnownTrial[],
  levels: readonly number[],
  level: number,
  places: (reached: number) => number,
): Suggestion | undefined {
  const reached = trials
    .map((trial) => ({ trial, score: scoreAt(trial, levels[level]) }))
    .filter((each): each is { trial: KnownTrial; score: number } => each.score !== undefined)
    .sort((a, b) => (a.score < b.score ? -1 : Number(a.score > b.score)) || a.trial.trial - b.trial.trial);
  const found = reached
    .slice(0, places(reached.length))
    .find(({ trial, score }) => trial.epochs <= levels[level] && !trial.isOver && Number.isFinite(score));
  return found && { kind: 'more', trial: found.trial.trial, epochs: levels[level + 1] };
}

/** Of few trials none may be among the best of so many: then the best of all is trained on. */
function lastOnes(trials: readonly KnownTrial[], levels: readonly number[]): Suggestion | undefined {
  const whole = levels[levels.length - 1];
  const isThere = (trial: KnownTrial): boolean => Number.isFinite(scoreAt(trial, whole) ?? Number.POSITIVE_INFINITY);
  if (trials.some(isThere)) return undefined;
  for (let i = levels.length - 2; i >= 0; i--) {
    const found = best(trials, levels, i, () => trials.length);
    if (found) return found;
  }
  return undefined;
}

function create(options: SearchOptions, { factor, first, draw }: HalvingOptions): Searcher {
  const levels = levelsOf({ factor, first }, options.epochs);
  return (trials) => {
    const promoted = promotion(trials, levels, factor);
    if (promoted) return promoted;
    if (trials.length < options.trials) {
      const next = trials.length + 1;
      const values =
        draw === 'tpe' ? parzenValues(options, trials, { startup: FIRST_RANDOM }) : randomValues(options, next);
      return { kind: 'new', values, epochs: levels[0] };
    }
    const isOpen = (trial: KnownTrial): boolean => scoreAt(trial, trial.epochs) === undefined;
    if (trials.some(isOpen)) return { kind: 'wait' };
    return lastOnes(trials, levels) ?? { kind: 'done' };
  };
}

export const halving = {
  schema: z
    .strictObject({
      type: z.literal('halving'),
      factor: z
        .int()
        .min(2)
        .max(16)
        .default(3)
        .describe('One of so many trials goes on, for so many times as many epochs.'),
      first: z.int().min(1).default(1).describe('How many epochs every trial is trained for.'),
      draw: z.enum(['random', 'tpe']).default('random').describe('How the values of new trials are found.'),
    })
    .describe(
      'Asynchronous successive halving (Li et al. 2018): all trials train for a few epochs, the best of them for more, and so on to "training.epochs".',
    ),
  create,
};
