// What of an experiment stands around its language model: all that families of models share.

import type { z } from 'zod';
import { commonKeys } from '../../schema/commonKeys';
import { corpusDataSchema } from '../../schema/corpusData';
import { runtimeSchema } from '../../schema/training';
import { evaluationSchema, languageTrainingSchema } from './trainingSchema';

const { name, clean, tokenizer, seed } = commonKeys;

export const aroundModel = {
  ...{ name, clean, tokenizer, runtime: runtimeSchema, seed },
  data: corpusDataSchema,
  training: languageTrainingSchema,
  evaluation: evaluationSchema,
};

/** The experiment besides its model. */
export type AroundModel = z.output<z.ZodObject<typeof aroundModel>>;
