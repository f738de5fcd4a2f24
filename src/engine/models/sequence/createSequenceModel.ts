// Finds the sequence-to-sequence family that an experiment asks for.

import type { z } from 'zod';
import { typesOf } from '../../schema/shorthand';
import { configured } from '../family';
import { FAMILIES } from './families';
import type { SequenceContext, SequenceModel } from './sequenceModel';

/** The key `model` of each family. */
export const sequenceSchemas = FAMILIES.map(({ schema }) => schema);

export const sequenceTypes = sequenceSchemas.flatMap(typesOf);

/** Options of any family, as an experiment has them. */
export type SequenceOptions = z.output<(typeof FAMILIES)[number]['schema']>;

export const sequenceFamilyOf = (options: SequenceOptions) => configured(FAMILIES, options);

export const createSequenceModel = (options: SequenceOptions, context: SequenceContext): SequenceModel =>
  sequenceFamilyOf(options).build(context);
