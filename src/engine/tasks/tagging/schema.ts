// The experiments of tagging.

import { z } from 'zod';
import { commonKeys } from '../../schema/commonKeys';
import { curveSchema } from '../../schema/curve';
import { typesOf, withShorthand } from '../../schema/shorthand';
import type { ExperimentOf } from '../task';
import { aroundTagger } from './aroundTagger';
import { FAMILIES } from './families';

const [first, ...others] = FAMILIES.flatMap(({ schemas }) => [...schemas]);

const model = withShorthand([first, ...others].flatMap(typesOf), z.discriminatedUnion('type', [first, ...others]))
  .prefault('lstm')
  .describe('The model: its type, or an object with its settings.');

const { $schema } = commonKeys;
const { name, runtime, seed, tokenizer, data, training } = aroundTagger;

export const taggingSchema = z.strictObject({
  ...{ $schema, name, runtime, seed, tokenizer },
  task: z.literal('tagging'),
  ...{ data, model, training, curve: curveSchema },
});

export type TaggingExperiment = ExperimentOf<typeof taggingSchema>;
