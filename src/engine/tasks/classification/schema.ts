// The experiments of classification.

import { z } from 'zod';
import { commonKeys } from '../../schema/commonKeys';
import { encoderSchemas, encoderTypes } from '../../models/encoders/createEncoder';
import { runtimeSchema } from '../../schema/training';
import { withShorthand } from '../../schema/shorthand';
import type { ExperimentOf } from '../task';
import { classificationDataSchema } from '../../schema/labelledData';
import { linearClassifiers, linearTypes } from './linearSchemas';
import { trainingSchema } from './trainingSchema';

const [firstEncoder, ...encoders] = encoderSchemas;

const model = withShorthand(
  [...encoderTypes, ...linearTypes],
  z.discriminatedUnion('type', [firstEncoder, ...encoders, ...linearClassifiers]),
)
  .prefault('lstm')
  .describe('The model: its type, or an object with its settings.');

const { $schema, name, clean, tokenizer, seed } = commonKeys;

export const classificationSchema = z.strictObject({
  ...{ $schema, name, clean, tokenizer, runtime: runtimeSchema, seed },
  task: z.literal('classification').default('classification'),
  data: classificationDataSchema,
  model,
  training: trainingSchema,
});

export type ClassificationExperiment = ExperimentOf<typeof classificationSchema>;
