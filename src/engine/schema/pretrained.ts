// The key `model.pretrained`: token vectors that start from a file.

import { z } from 'zod';
import { naming } from './names';

/** @param tokens whose vectors they are */
export const pretrainedSchema = (tokens: string) =>
  z
    .strictObject({
      file: naming('vectors', z.string().min(1)).describe(
        'A vectors file (word2vec, GloVe, fastText, safetensors) or the folder of a run of the task "embedding"; relative to the experiment.',
      ),
      frozen: z.boolean().default(false).describe('Leave these vectors as they are: do not train them.'),
    })
    .optional()
    .describe(
      `First values of the vectors of ${tokens}; their width must be that of the file. Tokens not in it are drawn.`,
    );

/** First values of token vectors from a file. */
export type PretrainedOptions = NonNullable<z.output<ReturnType<typeof pretrainedSchema>>>;
