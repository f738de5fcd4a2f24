// The experiments of language models.

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
const { name, clean, tokenizer, runtime, seed, data, training, evaluation } = aroundModel;

export const languageModelSchema = z.strictObject({
  ...{ $schema, name, clean, tokenizer, runtime, seed },
  task: z.literal('language-model'),
  ...{ data, model, training, evaluation, curve: curveSchema },
});

export type LanguageModelExperiment = ExperimentOf<typeof languageModelSchema>;
