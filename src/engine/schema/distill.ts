// The key `training.distill`: what is learned from the answers of other runs (Hinton et al. 2015).

import { z } from 'zod';
import { naming } from './names';

const run = naming('run', z.string().min(1));
const column = naming('column', z.string().min(1));

const common = {
  teacher: z
    .union([run, z.array(run).min(1).max(32)])
    .describe(
      'The run to learn from: its name, its id, the start of it, or its folder; of several the mean of their shares. Runs of every model of this task that gives shares.',
    ),
  temperature: z
    .number()
    .gt(0)
    .max(100)
    .default(2)
    .describe('What the scores of both are divided by: the higher, the more the small shares count.'),
  weight: z
    .number()
    .gt(0)
    .max(1)
    .default(0.5)
    .describe('How much the answers of the teacher count; the right answers have the rest.')
    .meta({ equation: 'loss = (1 − weight) · right + weight · teacher' }),
  loss: z
    .enum(['divergence', 'logits'])
    .default('divergence')
    .meta({
      equation: {
        divergence: 'T² · Σ p_teacher · ln(p_teacher / p_student), both softmax(score / T)',
        logits: 'mean of (score_teacher − score_student)², the scores of each less their mean',
      },
    })
    .describe(
      '"divergence": how far the shares are from those of the teacher, T² · KL(teacher ‖ student) at the temperature T (Hinton et al. 2015); "logits": the mean squared difference of the scores (Tang et al. 2019), without a temperature.',
    ),
  states: z
    .strictObject({
      loss: z
        .enum(['similarity', 'cosine'])
        .default('similarity')
        .describe(
          '"similarity": which texts, or which tokens of a text, resemble each other is to be as it is to the teacher, whatever the widths (Tung and Mori 2019); "cosine": the states are to point where those of the teacher do, 1 − cos (Sanh et al. 2019), which needs one width.',
        ),
      weight: z.number().gt(0).max(1000).default(1).describe('What that loss is multiplied by before it is added.'),
    })
    .optional()
    .describe(
      'Learn from the hidden states of the teacher, too: of texts the vectors that labels are told by, of tags and language models the states of tokens. Teachers are networks. They are kept beside the answers, 4 bytes a number.',
    ),
  without: z
    .union([z.literal(true), run])
    .optional()
    .describe(
      'The same model without a teacher, to stand beside this run in its report: a run, or true to train one first, in the folder of this run.',
    ),
};

const labelled = {
  unlabelled: z
    .strictObject({
      file: naming('corpus', z.string().min(1)).describe(
        'A text file, a line each, or a table. Paths start beside the experiment file.',
      ),
      text: z
        .union([column, z.tuple([column, column])])
        .optional()
        .describe('Of a table: the column of the texts (left out: as "data.text" says).'),
      limit: z.int().min(0).default(0).describe('Read at most this many (0: all).'),
    })
    .optional()
    .describe('More texts, whose answers are those of the teacher alone.'),
  augment: z
    .strictObject({
      copies: z.int().min(1).max(1000).default(4).describe('Changed copies of each training text.'),
      mask: z.number().min(0).lt(1).default(0.1).describe('With which probability a word is masked.'),
      maskToken: z
        .string()
        .max(40)
        .default('')
        .describe(
          'What stands in the place of a masked word; left out, the word is gone, for most models know no mask.',
        ),
      ngram: z
        .number()
        .min(0)
        .max(1)
        .default(0.25)
        .describe('With which probability a copy is no more than a few words in a row of the text.'),
      longestNgram: z.int().min(1).max(100).default(5).describe('Most words of such a piece.'),
    })
    .optional()
    .describe(
      'Copies of the training texts with words masked and pieces cut out (Tang et al. 2019), whose answers are those of the teacher alone. Words stand between spaces.',
    ),
};

const about =
  'Learn from the answers of another run too (distillation). They are made once, before the first step, and kept in the run until it is complete. Of models that are trained in steps.';

/** Of tasks whose examples are texts of their own. */
export const distillSchema = z
  .strictObject({ ...common, ...labelled })
  .optional()
  .describe(about);

/** Of tasks that learn from one long text. */
export const languageDistillSchema = z
  .strictObject({
    ...common,
    tokens: z
      .int()
      .min(1)
      .max(4096)
      .default(16)
      .describe(
        'For how many of the most probable tokens at each place the share is kept; all others together have the rest in equal parts. Each takes 8 bytes of disk a token of the text.',
      ),
  })
  .optional()
  .describe(about);

type Distill = NonNullable<z.output<typeof distillSchema>>;

/** What all tasks have. */
export type DistillOptions = Pick<Distill, keyof typeof common>;
