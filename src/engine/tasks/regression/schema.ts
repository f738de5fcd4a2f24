// The experiments of regression.

import { z } from 'zod';
import { NUMBER_LOSSES } from '../../nn/losses';
import { commonKeys } from '../../schema/commonKeys';
import { curveSchema } from '../../schema/curve';
import { numberDataSchema } from '../../schema/labelledData';
import { typesOf, withShorthand } from '../../schema/shorthand';
import { commonTraining, padToKey, runtimeSchema } from '../../schema/training';
import type { ExperimentOf } from '../task';
import { numberPairs, readingSchemas } from '../texts/pairs';

const [first, ...others] = readingSchemas(numberPairs);

const model = withShorthand([first, ...others].flatMap(typesOf), z.discriminatedUnion('type', [first, ...others]))
  .prefault('lstm')
  .describe('The model: the type of its encoder, or an object with its settings.');

const training = z
  .strictObject({
    ...commonTraining,
    padTo: padToKey,
    monitor: z
      .enum(['rootMeanSquaredError', 'meanSquaredError', 'meanAbsoluteError', 'pearson', 'spearman', 'loss'])
      .default('rootMeanSquaredError')
      .describe(
        'Which validation figure decides the best checkpoint; "spearman" asks only for the right order, as similarity of sentences is judged.',
      ),
    loss: z
      .enum(NUMBER_LOSSES)
      .default('squared')
      .describe(
        'What is made small, of answers in standard deviations of the training part: "squared" errors; "absolute" ones, to which outliers are nothing special; "huber": squared up to "delta", then absolute (Huber 1964).',
      ),
    delta: z
      .number()
      .gt(0)
      .default(1)
      .describe('Of "huber": from what error on, in standard deviations, it is absolute.'),
  })
  .prefault({})
  .describe('How the model is trained.');

const { $schema, name, clean, tokenizer, seed } = commonKeys;

export const regressionSchema = z.strictObject({
  ...{ $schema, name, clean, tokenizer, runtime: runtimeSchema, seed },
  task: z.literal('regression'),
  ...{ data: numberDataSchema, model, training, curve: curveSchema },
});

export type RegressionExperiment = ExperimentOf<typeof regressionSchema>;
