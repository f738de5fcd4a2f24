// read_examples: what a run answered to single examples of its evaluation.
import * as z from 'zod/mini';
import { EXAMPLE_ORDERS, type ExampleCondition, OUTCOMES } from '../../protocol/examples';
import { toTranslate } from '../../protocol/toTranslate';
import { findRun, limitField, offsetField, runField } from '../fields';
import { defineTool } from '../tool';

const value = (words: string) => z.optional(z.string().check(z.maxLength(1000), z.describe(words)));

export const readExamples = defineTool({
  name: 'read_examples',
  title: toTranslate('Read judged examples'),
  description:
    "Reads examples of a run's latest evaluation, one by one: the text, the right answer, the run's answer, its probability and loss, file and line. Use it to see what a model gets wrong. Long texts are cut.",
  input: z.strictObject({
    run: runField,
    outcome: z._default(
      z.enum(OUTCOMES).check(z.describe('"sure" is wrong with a probability of 0.9 or more')),
      'wrong',
    ),
    text: value('only examples with this in their text'),
    gold: value('only examples with this right answer'),
    prediction: value('only examples with this answer of the run'),
    sort: z.optional(
      z.enum(EXAMPLE_ORDERS).check(z.describe('the greatest first; as they stand in the data when left out')),
    ),
    limit: limitField(100, 20),
    offset: offsetField,
  }),
  async run({ run, outcome, text, gold, prediction, sort, limit, offset }, context) {
    const { folder, record } = await findRun(run, context);
    const conditions: ExampleCondition[] = [
      ...(outcome === 'all' ? [] : [{ kind: 'outcome' as const, outcome }]),
      ...(text === undefined ? [] : [{ kind: 'text' as const, text }]),
      ...(gold === undefined ? [] : [{ kind: 'gold' as const, value: gold }]),
      ...(prediction === undefined ? [] : [{ kind: 'prediction' as const, value: prediction }]),
    ];
    const order = { by: sort ?? ('place' as const), falling: sort !== undefined };
    const page = { folder, conditions, order, from: offset, most: limit };
    return { run: record.id, ...(await context.call('examplesPage', page, { signal: context.signal })) };
  },
});
