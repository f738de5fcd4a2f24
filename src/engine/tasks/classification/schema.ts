// The experiments of classification.

import { z } from 'zod';
import { commonKeys } from '../../schema/commonKeys';
import { curveSchema } from '../../schema/curve';
import { typesOf, withShorthand } from '../../schema/shorthand';
import type { ExperimentOf } from '../task';
import { aroundModel } from './aroundModel';
import { FAMILIES } from './families';

const [first, ...others] = FAMILIES.flatMap(({ schemas }) => [...schemas]);

const model = withShorthand([first, ...others].flatMap(typesOf), z.discriminatedUnion('type', [first, ...others]))
  .prefault('lstm')
  .describe('The model: its type, or an object with its settings.');

const { $schema } = commonKeys;
const { name, clean, tokenizer, runtime, seed, data, training } = aroundModel;

export const classificationSchema = z.strictObject({
  ...{ $schema, name, clean, tokenizer, runtime, seed },
  task: z.literal('classification').default('classification'),
  ...{ data, model, training, curve: curveSchema },
});

export type ClassificationExperiment = ExperimentOf<typeof classificationSchema>;
