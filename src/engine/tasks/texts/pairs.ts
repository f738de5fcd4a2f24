// The keys of pairs of texts in the experiments of any task that reads texts, and what is wrong with them.

import { z } from 'zod';
import type { Ability } from '../../../protocol/ability';
import { textsOfExample } from '../../data/severalTexts';
import { encoderSchemas } from '../../models/encoders/createEncoder';
import type { PairReading } from '../../models/textClassifier';
import type { ReportFault } from '../../schema/fault';
import type { TextDataOptions } from '../../schema/labelledData';

export const pairAbility = ({ text }: Pick<TextDataOptions, 'text'>): Ability[] =>
  textsOfExample(text) > 1 ? ['pair'] : [];

const TOGETHER =
  'How the two texts of a pair are read: "together" (when left out) as one sequence with a separator between them, where a vector says of each token which text it is of; "apart": each by itself through the same encoder, whose vectors u and v are compared as u, v, |u-v| and u*v (Conneau et al. 2017)';

/** The key `pairs` of models that give labels. */
export const labelPairs = z.enum(['together', 'apart']).optional().describe(`${TOGETHER}.`);

/** And of models that give a number. */
export const numberPairs = z
  .enum(['together', 'apart', 'cosine'])
  .optional()
  .describe(
    `${TOGETHER}; "cosine": apart, and the number is their cosine, stretched and moved to where the numbers lie.`,
  );

type EncoderSchema = (typeof encoderSchemas)[number];

type ReadingSchema<Schema, Pairs extends z.ZodType> =
  Schema extends z.ZodObject<infer Shape, infer Config> ? z.ZodObject<Shape & { pairs: Pairs }, Config> : never;

const withPairs = <Schema extends EncoderSchema, Pairs extends z.ZodType>(schema: Schema, pairs: Pairs) =>
  z.strictObject({ ...schema.shape, pairs }) as ReadingSchema<Schema, Pairs>;

/** The key `model` of each encoder, with that of pairs. */
export const readingSchemas = <Pairs extends z.ZodType>(pairs: Pairs) =>
  encoderSchemas.map((schema) => withPairs<EncoderSchema, Pairs>(schema, pairs));

interface Reading {
  data: TextDataOptions;
  model: { pairs?: PairReading };
  training: { maxLength: number };
}

/** The least that holds a token of each text and the separator. */
const LEAST_LENGTH = 3;

export function pairFaults({ data, model, training }: Reading, report: ReportFault): void {
  if (textsOfExample(data.text) === 1) {
    if (model.pairs !== undefined)
      report(
        ['model', 'pairs'],
        '"model.pairs" is for pairs of texts: name two columns in "data.text", or leave it out.',
      );
    return;
  }
  if (data.text[0] === data.text[1])
    report(['data', 'text'], 'Both texts of a pair are the same column. Name two columns in "data.text".');
  for (const key of ['train', 'validation', 'test'] as const)
    if (typeof data[key] === 'object')
      report(
        ['data', key],
        'Pairs of texts are the columns of a table: name a table in place of a file for each label.',
      );
  if (training.maxLength < LEAST_LENGTH)
    report(
      ['training', 'maxLength'],
      `A pair has at least ${LEAST_LENGTH} tokens: two texts and what stands between them. Raise "training.maxLength".`,
    );
}
