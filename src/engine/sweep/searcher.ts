// What a search is: given all trials so far it says what to do next. It keeps nothing: whoever asks again with the same trials, after a
// crash say, hears the same.

import type { SearchSpace, TrialValues } from './space';

export interface KnownTrial {
  /** From 1, in the order in which they were suggested. */
  readonly trial: number;
  readonly values: TrialValues;
  /** To how many epochs it was asked to train. */
  readonly epochs: number;
  /** What came out after so many epochs; the less the better, Infinity where it failed. */
  readonly results: readonly { epochs: number; score: number }[];
  /** It has ended before the epochs asked for, or failed: more epochs would change nothing. */
  readonly isOver: boolean;
}

export type Suggestion =
  | { kind: 'new'; values: TrialValues; epochs: number }
  /** Go on with a trial. */
  | { kind: 'more'; trial: number; epochs: number }
  /** What comes next depends on trials that are not done. */
  | { kind: 'wait' }
  | { kind: 'done' };

export interface SearchOptions {
  readonly space: SearchSpace;
  readonly seed: number;
  /** New trials are suggested until there are so many. */
  readonly trials: number;
  /** Of a whole training. */
  readonly epochs: number;
}

export type Searcher = (trials: readonly KnownTrial[]) => Suggestion;

/** The result after all epochs that were asked for; undefined while it is not known. */
export function latestResult({ results, epochs, isOver }: KnownTrial): { epochs: number; score: number } | undefined {
  const last = results.at(-1);
  return last && (isOver || last.epochs >= epochs) ? last : undefined;
}

/** A search that only says what values a trial has: every trial is trained to its end. */
export const wholeTrials =
  (
    { trials: most, epochs }: SearchOptions,
    valuesOf: (trials: readonly KnownTrial[]) => TrialValues | undefined,
  ): Searcher =>
  (trials) => {
    const values = trials.length < most ? valuesOf(trials) : undefined;
    if (values) return { kind: 'new', values, epochs };
    return { kind: trials.every((trial) => latestResult(trial)) ? 'done' : 'wait' };
  };
