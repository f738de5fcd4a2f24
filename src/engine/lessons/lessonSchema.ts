// The keys `expect` and `answers` of an experiment that is part of a lesson.

import { z } from 'zod';

const words = z.union([
  z.string().min(1).max(1000),
  z.strictObject({
    en: z.string().min(1).max(1000).describe('In English, and where nothing else fits.'),
    ko: z.string().min(1).max(1000).optional().describe('In Korean.'),
  }),
]);

const title = words.optional().describe('What must hold, in words (left out: as it is written here).');
const hint = words.optional().describe('What to look at where it does not hold.');

const expression = z
  .string()
  .min(1)
  .max(10_000)
  .describe(
    'Over figures of the run ("validation.accuracy >= 0.84"; a figure alone is that of the test part, else of the validation part), its standing ("epochs <= 3", "parameters < 1e6"), keys of the experiment ("model.type == \\"lstm\\"") and answers ("answers.tokens == 12").',
  );

const holds = z.strictObject({ that: expression, title, hint }).describe('An expression that must hold.');

const answer = z.string().min(1).max(100).describe('The name of an answer.');
const decimals = z
  .int()
  .min(0)
  .max(10)
  .optional()
  .describe(
    'Of a number: how many decimals are asked for; one more or less of the last one is right, too (left out: the answer must be the same).',
  );

const compared = z
  .strictObject({
    answer,
    equals: z
      .string()
      .min(1)
      .max(200)
      .describe(
        'A figure of the run ("validation.loss", "parameters") or a key of the experiment; its value is not told.',
      ),
    decimals,
    title,
    hint,
  })
  .describe('An answer that must be what the run or the experiment has.');

const answered = z
  .strictObject({
    answer,
    sha256: z
      .string()
      .min(1)
      .max(200)
      .describe('Of the right answer, so that it is not read here: "nlp-lab lessons hash <name> <answer>" makes it.'),
    decimals,
    title,
    hint,
  })
  .describe('An answer that must be the right one.');

const expect = z
  .array(z.union([expression, holds, compared, answered]))
  .min(1)
  .max(100)
  .optional()
  .describe(
    'Of a lesson: what must hold. "Testing" and "nlp-lab lessons check" train what is missing and judge. A training takes no notice of it.',
  );

const answers = z
  .record(z.string(), z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]))
  .optional()
  .describe('Of a lesson: what the person who learns fills in; null or "" is not answered yet.');

export const lessonKeys = { expect, answers };

/** What an experiment says as part of a lesson. */
export const lessonSchema = z.object(lessonKeys);
export type LessonKeys = z.output<typeof lessonSchema>;
export type Expectation = NonNullable<LessonKeys['expect']>[number];
export type ExpectedAnswer = z.output<typeof compared> | z.output<typeof answered>;
export type Words = z.output<typeof words>;
