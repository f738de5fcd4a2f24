// ask_run: what a run answers to texts.
import * as z from 'zod/mini';
import { predictionOf } from '../../protocol/prediction';
import { toTranslate } from '../../protocol/toTranslate';
import { findRun, runField } from '../fields';
import { defineTool } from '../tool';

const MOST_TEXTS = 100;
const MOST_UNITS = 20_000;

export const askRun = defineTool({
  name: 'ask_run',
  title: toTranslate('Ask a run'),
  description:
    "Gives texts to a trained model and returns its answers: a label with probabilities, a number, a tag for each word, a translation, or fillings of [MASK]; what the run's abilities are, describe_run tells. A pair of texts is written with a tab between.",
  input: z.strictObject({
    run: runField,
    texts: z
      .array(z.string().check(z.minLength(1), z.maxLength(MOST_UNITS)))
      .check(z.minLength(1), z.maxLength(MOST_TEXTS)),
  }),
  async run({ run, texts }, context) {
    const { folder, record } = await findRun(run, context);
    const { answers } = await context.call('ask', { folder, texts }, { signal: context.signal });
    return { run: record.id, answers: answers.map(predictionOf) };
  },
});
