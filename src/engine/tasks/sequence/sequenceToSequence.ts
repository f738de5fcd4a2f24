// Sequence-to-sequence: another text for each text, as translations, answers or summaries are.

import type { Ability } from '../../../protocol/ability';
import { sequenceFamilyOf } from '../../models/sequence/createSequenceModel';
import { picturesOf } from '../../schema/parallelData';
import type { Task } from '../task';
import { sequenceFaults } from './faults';
import { oldParallelReport } from './oldParallelReport';
import { sequenceEncoder } from './sequenceEncoder';
import { sequenceSchema, type SequenceExperiment } from './schema';
import { checkParallel } from './sources';

export const sequenceToSequence: Task<SequenceExperiment> = {
  schema: sequenceSchema,
  summary: 'writes another text for each (translation, answers)',
  faults: sequenceFaults,
  checkSources: checkParallel,
  abilities({ model, data }): Ability[] {
    const looks: Ability[] = sequenceFamilyOf(model).attends ? ['attend'] : [];
    const pictures = picturesOf(data);
    return pictures
      ? ['write', ...('image' in pictures ? (['picture'] as const) : []), ...looks, 'search']
      : ['write', ...looks, 'search', 'trace', 'vectors'];
  },
  encoder: sequenceEncoder,
  prepare: async (options) => (await import('./prepareSequence')).prepareSequence(options),
  open: async (parts) => (await import('./openSequence')).openSequence(parts),
  oldReport: oldParallelReport,
};
