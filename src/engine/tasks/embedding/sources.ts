// A quick look at a corpus before it is read.

import { checkCorpusSource } from '../../data/corpusSources';
import type { SourceFault } from '../../schema/fault';
import type { EmbeddingExperiment } from './schema';

/** A file or a folder of texts; of a table the column must be there. */
export const checkCorpus = ({ data }: EmbeddingExperiment, baseFolder: string): Promise<SourceFault[]> =>
  checkCorpusSource(data.train, { key: ['data', 'train'], baseFolder, data });
