// What an experiment of classification says besides its model: all that the families of models have in common.

import type { z } from 'zod';
import { commonKeys } from '../../schema/commonKeys';
import { classificationDataSchema } from '../../schema/labelledData';
import { runtimeSchema } from '../../schema/training';
import { trainingSchema } from './trainingSchema';

const { name, clean, tokenizer, seed } = commonKeys;

export const aroundModel = {
  ...{ name, clean, tokenizer, runtime: runtimeSchema, seed },
  data: classificationDataSchema,
  training: trainingSchema,
};

export type AroundModel = { [Key in keyof typeof aroundModel]: z.output<(typeof aroundModel)[Key]> };
