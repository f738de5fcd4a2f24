// Word vectors: a vector for each word of a corpus.

import { LabError } from '../../../protocol/labError';
import type { Task } from '../task';
import { embeddingFaults } from './faults';
import { embeddingSchema, type EmbeddingExperiment } from './schema';
import { checkCorpus } from './sources';

export const embedding: Task<EmbeddingExperiment> = {
  schema: embeddingSchema,
  summary: 'gives each word a vector',
  faults: embeddingFaults,
  checkSources: checkCorpus,
  abilities: () => ['vectors'],
  prepare: async (options) => (await import('./embeddingRun')).prepareEmbeddingRun(options),
  open({ record }) {
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${record.name}" has learned word vectors, not how to judge texts. Ask it for neighbours or analogies.`,
    );
  },
};
