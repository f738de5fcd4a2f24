// A quick look at a corpus before it is read.

import fs from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { readingOptionsOf } from '../../../protocol/reading';
import { missingColumns } from '../../data/missingFiles';
import type { SourceFault } from '../../schema/fault';
import type { EmbeddingExperiment } from './schema';

/** A file or a folder of texts; of a table the column must be there. */
export async function checkCorpus({ data }: EmbeddingExperiment, baseFolder: string): Promise<SourceFault[]> {
  const { train, text } = data;
  const file = path.resolve(baseFolder, train);
  const key = ['data', 'train'];
  const stat = await fs.stat(file).catch(() => undefined);
  if (!stat) return [{ key, error: new LabError('NOT_FOUND', `"${file}" does not exist.`) }];
  return stat.isDirectory() ? [] : missingColumns(file, key, { text }, readingOptionsOf(data));
}
