// What of an experiment stands around the encoder of a masked language model.

import type { z } from 'zod';
import { commonKeys } from '../../schema/commonKeys';
import { corpusDataSchema } from '../../schema/corpusData';
import { runtimeSchema } from '../../schema/training';
import {
  maskedEvaluationSchema,
  maskedTrainingSchema,
  maskingSchema,
  replacedTokensSchema,
  sentencePairsSchema,
} from './trainingSchema';

const { name, clean, tokenizer, seed } = commonKeys;

export const aroundMasked = {
  ...{ name, clean, tokenizer, runtime: runtimeSchema, seed },
  data: corpusDataSchema,
  masking: maskingSchema,
  replacedTokens: replacedTokensSchema,
  sentencePairs: sentencePairsSchema,
  training: maskedTrainingSchema,
  evaluation: maskedEvaluationSchema,
};

/** The experiment besides its model. */
export type AroundMasked = z.output<z.ZodObject<typeof aroundMasked>>;
