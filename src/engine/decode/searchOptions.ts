// What a search is asked for, in token ids.

import { LabError } from '../../protocol/labError';
import type { SearchRule } from '../../protocol/decoding';

export interface SearchOptions {
  /** Hypotheses kept in each step. */
  beam: number;
  /** α of Wu et al. 2016. */
  lengthPenalty: number;
  /** Longest output of each sentence, in tokens without the end symbol. */
  maxLength: (sentence: number) => number;
  minLength: number;
  /** No run of so many tokens occurs twice (0: off). */
  noRepeat: number;
  /** How many outputs for each sentence. */
  nBest: number;
  /** Sequences of tokens that must not occur. */
  banned: readonly (readonly number[])[];
  /** Sequences of tokens that must occur. */
  forced: readonly (readonly number[])[];
  /** Every output begins so. */
  prefix: readonly number[];
  rules: readonly SearchRule[];
}

export const plainSearch: Omit<SearchOptions, 'maxLength'> = {
  ...{ beam: 1, lengthPenalty: 0, minLength: 0, noRepeat: 0, nBest: 1 },
  ...{ banned: [], forced: [], prefix: [], rules: [] },
};

const WIDEST_BEAM = 1000;

/** Fails with `INVALID_ARGUMENT` where no search could be made of it. */
export function checkSearch({
  beam,
  nBest,
  minLength,
  noRepeat,
  lengthPenalty,
}: Omit<SearchOptions, 'maxLength'>): void {
  const whole = (name: string, value: number, least: number, most: number): void => {
    if (Number.isInteger(value) && value >= least && value <= most) return;
    throw new LabError('INVALID_ARGUMENT', `${name} must be a whole number from ${least} to ${most}, not ${value}.`);
  };
  whole('The beam', beam, 1, WIDEST_BEAM);
  whole('The number of outputs', nBest, 1, beam);
  whole('The shortest length', minLength, 0, 100_000);
  whole('The length of runs that are not repeated', noRepeat, 0, 100_000);
  if (!(lengthPenalty >= 0 && lengthPenalty <= 10))
    throw new LabError('INVALID_ARGUMENT', `The length penalty must be a number from 0 to 10, not ${lengthPenalty}.`);
}
