// Tagging: one tag for each token.

import { encoderKeys } from '../base/encoderKeys';
import type { Task } from '../task';
import { taggerOf } from './families';
import { taggingFaults } from './faults';
import { taggingSchema, type TaggingExperiment } from './schema';
import { checkTagged } from './sources';

export const tagging: Task<TaggingExperiment> = {
  schema: taggingSchema,
  summary: 'gives each token of a text a tag',
  faults: taggingFaults,
  unused: ({ model }) => taggerOf(model).unused,
  checkSources: checkTagged,
  abilities: ({ model }) => taggerOf(model).abilities,
  encoder: encoderKeys,
  prepare: (options) => taggerOf(options.experiment.model).prepare(options),
  open: async (parts) => (await import('./openTagging')).openTagging(parts),
};
