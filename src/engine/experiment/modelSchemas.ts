// The key `model`, by task: one table entry for each task, one member of its union for each model family.

import { z } from 'zod';
import type { Task } from '../../protocol/experiment';
import { encoderSchemas, encoderTypes } from '../models/encoders/createEncoder';
import { sequenceSchemas, sequenceTypes } from '../models/sequence/createSequenceModel';
import { withShorthand } from '../schema/shorthand';
import { linearClassifiers, linearTypes } from './linearSchemas';

const [firstEncoder, ...encoders] = encoderSchemas;
const [firstSequence, ...sequences] = sequenceSchemas;

export const modelSchemas = {
  classification: withShorthand(
    [...encoderTypes, ...linearTypes],
    z.discriminatedUnion('type', [firstEncoder, ...encoders, ...linearClassifiers]),
  )
    .prefault('lstm')
    .describe('The model: its type, or an object with its settings.'),
  'sequence-to-sequence': withShorthand(sequenceTypes, z.discriminatedUnion('type', [firstSequence, ...sequences]))
    .prefault('transformer')
    .describe('The model: its type, or an object with its settings.'),
} satisfies Record<Exclude<Task, 'embedding'>, z.ZodType>;
