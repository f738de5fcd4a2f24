// What an experiment of tagging says besides its model: all that the families of taggers have in common.

import type { z } from 'zod';
import { commonKeys } from '../../schema/commonKeys';
import { taggedDataSchema } from '../../schema/taggedData';
import { runtimeSchema } from '../../schema/training';
import { trainingSchema } from './trainingSchema';

const { name, tokenizer, seed } = commonKeys;

export const aroundTagger = {
  ...{ name, runtime: runtimeSchema, seed },
  tokenizer: tokenizer
    .prefault('whitespace')
    .describe(
      'How the vocabulary is made. Tokens are those of the files: "whitespace" (when left out) takes them as they are, "character" those of files with a character a line. Any other type cuts each token by itself into the pieces that are read: the first one has the tag of the token, and of the others nothing is asked.',
    ),
  data: taggedDataSchema,
  training: trainingSchema,
};

export type AroundTagger = { [Key in keyof typeof aroundTagger]: z.output<(typeof aroundTagger)[Key]> };
