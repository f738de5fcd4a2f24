// The key `sweep` of an experiment.

import { z } from 'zod';
import { searchSchema } from './searches';
import type { SearchSpace } from './space';

const value = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.unknown()), z.record(z.string(), z.unknown())])
  .describe('As it would stand in the experiment.');

const values = z.array(value).min(1).max(1000);

const when = z
  .record(
    z.string(),
    z.union([z.array(z.union([z.string(), z.number(), z.boolean()])).min(1), z.string(), z.number(), z.boolean()]),
  )
  .optional()
  .describe(
    'Only in trials in which other keys of the sweep, written before this one, have these values: { "model.type": ["lstm", "gru"] }. In others the key stays as the experiment has it.',
  );

const choice = z
  .strictObject({ values: values.describe('The values that the key may have.'), when })
  .describe('One of some values. A list alone stands for it.');

const range = z
  .strictObject({
    from: z.number().describe('The smallest value.'),
    to: z.number().describe('The largest value.'),
    scale: z
      .enum(['linear', 'log'])
      .default('linear')
      .describe('"log": a step from 0.001 to 0.01 is as long as one from 0.01 to 0.1, as is right for learning rates.'),
    integer: z.boolean().default(false).describe('Whole numbers alone.'),
    points: z.int().min(2).max(1000).default(5).describe('How many values a grid takes of it, both ends among them.'),
    when,
  })
  .describe('A number between two others.');

const keys = z
  .record(z.string(), z.union([values, choice, range]))
  .describe(
    'What is tried: for each key of the experiment, written with dots ("training.optimizer.learningRate"), a list of values or a range. They are set in this order.',
  );

const budget = z
  .strictObject({
    trials: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe('So many trials (left out: 20, and of a grid all there are).'),
    hours: z
      .number()
      .gt(0)
      .max(1_000_000)
      .optional()
      .describe('Begin no further run once all of them together have trained for so many hours (left out: no limit).'),
  })
  .prefault({})
  .describe('When it is enough.');

export const sweepSchema = z
  .strictObject({
    keys,
    search: searchSchema,
    metric: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe(
        'The figure that trials are compared by; of validation figures the best of all epochs. Which of two is the better one follows from its name (left out: the validation figure of "training.monitor").',
      ),
    seeds: z
      .int()
      .min(1)
      .max(100)
      .default(1)
      .describe('Each trial is trained with so many seeds, from "seed" on; the mean of their figures counts.'),
    budget,
    seed: z
      .int()
      .min(0)
      .optional()
      .describe('What is drawn follows from this number (left out: "seed" of the experiment).'),
  })
  .describe(
    'Keys of this experiment to try other values of, for "nlp-lab sweep" and "Train as Sweep": every trial is a run of its own. A training without a sweep takes the experiment as it is.',
  );

/** As the file says it, with what was left out filled in. */
export type SweepOptions = z.output<typeof sweepSchema>;

/** The keys in the order of the file. */
export const spaceOf = ({ keys: given }: Pick<SweepOptions, 'keys'>): SearchSpace =>
  Object.entries(given).map(([key, tried]) => {
    const spec = Array.isArray(tried) ? { values: tried, isList: true, when: undefined } : tried;
    if (!spec.when) return { ...spec, key };
    const conditions = Object.entries(spec.when).map(([name, allowed]) => [name, [allowed].flat()]);
    return { ...spec, key, when: Object.fromEntries(conditions) as Record<string, (string | number | boolean)[]> };
  }) as SearchSpace;
