// The keys `masking`, `training` and `evaluation` of masked language models.

import { z } from 'zod';
import { commonTraining } from '../../schema/training';
import { lengthKeys } from '../languageModel/trainingSchema';

const share = z.number().min(0).max(1);

export const maskingSchema = z
  .strictObject({
    share: z
      .number()
      .gt(0)
      .max(1)
      .default(0.15)
      .describe('Share of the tokens that are chosen to be predicted, anew in each epoch (Devlin et al. 2019: 0.15).'),
    units: z
      .enum(['tokens', 'words', 'spans'])
      .default('words')
      .describe(
        'What is chosen together: single tokens; whole words, all of whose pieces are predicted; spans of words (SpanBERT, Joshi et al. 2020). Words are what stands between white space, as far as the tokenizer tells it.',
      ),
    mask: share.default(0.8).describe('Of the chosen tokens, the share that is replaced by the mask.'),
    random: share
      .default(0.1)
      .describe('The share that is replaced by any other token. The rest stays, and is predicted all the same.'),
    spanEnds: z
      .number()
      .gt(0)
      .max(1)
      .default(0.2)
      .describe(
        'For "spans": the probability p that a span ends after a word: lengths l have p(l) ∝ p(1 − p)^(l − 1), 3.8 words in the mean.',
      ),
    longestSpan: z.int().min(1).max(1000).default(10).describe('For "spans": the longest, in words.'),
  })
  .prefault({})
  .describe('Which tokens are to be predicted, and what stands in their place.');

export const replacedTokensSchema = z
  .strictObject({
    weight: z
      .number()
      .gt(0)
      .max(1000)
      .default(50)
      .describe('How much the detection counts in the loss, beside that of the generator (Clark et al. 2020: 50).'),
    generator: z
      .number()
      .gt(0)
      .max(1)
      .default(0.25)
      .describe(
        'The width of the layers of the generator and its heads, as a share of those of "model" (Clark et al. 2020: a quarter to a half).',
      ),
  })
  .optional()
  .describe(
    'Learn to detect replaced tokens (ELECTRA, Clark et al. 2020): a small generator draws tokens in the place of those that were chosen, and the encoder of "model" tells of every token whether it is the one that stood there. Both read the same token vectors. "model.from" takes that encoder over; blanks are filled in by the generator.',
  );

export const sentencePairsSchema = z
  .strictObject({
    objective: z
      .enum(['next', 'order'])
      .default('next')
      .describe(
        '"next": the second text is the one behind the first in half of the pairs, and any other in the rest (Devlin et al. 2019); "order": it always is, but in half of the pairs the two have changed places (Lan et al. 2020), which is harder.',
      ),
    weight: z
      .number()
      .gt(0)
      .max(1000)
      .default(1)
      .describe('How much that counts in the loss, beside the masked tokens.'),
  })
  .optional()
  .describe(
    'Read pairs of texts that stand behind each other, with <eos> between them, and learn whether they do, beside the masked tokens. Which ones are other pairs is drawn anew in each epoch. An empty line ends a document: nothing follows on its last text. Each text has half of "maxLength". "model.from" takes over for pairs what tells the two texts apart.',
  );

/** Nothing is cut off: what is longer than the longest length goes on as another text. */
const withoutSides = z.strictObject(commonTraining).omit({ padding: true, truncation: true });

export const maskedTrainingSchema = withoutSides
  .extend({
    ...lengthKeys,
    epochs: lengthKeys.epochs.default(20),
    batchSize: z.int().min(1).default(64).describe('Texts in one step.'),
    maxLength: z
      .int()
      .min(1)
      .max(65_536)
      .default(128)
      .describe('Longest text in tokens; lines and rows that are longer are read as several texts.'),
    joinLines: z
      .boolean()
      .default(false)
      .describe(
        'Lines or rows that follow on each other are read as one text, up to "maxLength" tokens with <eos> between them (the full sentences of RoBERTa, Liu et al. 2019); false: each by itself.',
      ),
    monitor: z
      .enum(['loss', 'accuracy', 'perplexity', 'detectionAccuracy', 'detectionF1', 'pairAccuracy'])
      .default('loss')
      .describe(
        'Which validation figure decides the best checkpoint; those of detection with "replacedTokens", "pairAccuracy" with "sentencePairs". "loss" is that which is trained.',
      ),
  })
  .prefault({})
  .describe('How the model is trained.');

export const maskedEvaluationSchema = z
  .strictObject({
    pseudoPerplexity: z
      .int()
      .min(0)
      .default(5000)
      .describe(
        'Tokens of the held-out text from which the pseudo-perplexity is taken at the end (Salazar et al. 2020): each of them is masked alone, which takes a pass over its text (0: none).',
      ),
  })
  .prefault({})
  .describe('How texts are judged.');
