// Random search: every trial is drawn by itself (Bergstra and Bengio 2012).

import { z } from 'zod';
import { wholeTrials, type SearchOptions } from '../searcher';
import { assign, drawValue, type TrialValues } from '../space';

export const randomValues = ({ space, seed }: SearchOptions, trial: number): TrialValues =>
  assign(space, (key) => drawValue(key, seed, trial));

export const random = {
  schema: z
    .strictObject({ type: z.literal('random') })
    .describe('Every trial is drawn by itself (Bergstra and Bengio 2012).'),
  create: (options: SearchOptions) => wholeTrials(options, (trials) => randomValues(options, trials.length + 1)),
};
