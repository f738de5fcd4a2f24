// A quick look at a corpus before it is read.

import path from 'node:path';
import { readingOptionsOf } from '../../../protocol/reading';
import { lookAtSource, missingColumns } from '../../data/missingFiles';
import type { SourceFault } from '../../schema/fault';
import type { EmbeddingExperiment } from './schema';

/** A file or a folder of texts; of a table the column must be there. */
export async function checkCorpus({ data }: EmbeddingExperiment, baseFolder: string): Promise<SourceFault[]> {
  const { train, text } = data;
  const file = path.resolve(baseFolder, train);
  const key = ['data', 'train'];
  const looked = await lookAtSource(file, key);
  if (Array.isArray(looked)) return looked;
  return looked.isDirectory() ? [] : missingColumns(file, key, { text }, readingOptionsOf(data));
}
