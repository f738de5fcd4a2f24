// A quick look at files of tagged sentences before they are read.

import path from 'node:path';
import { missingFile, requireGoing } from '../../data/missingFiles';
import type { SourceFault } from '../../schema/fault';
import { taggerOf } from './families';
import type { TaggingExperiment } from './schema';

/** Fails with `CANCELLED`. */
export async function checkTagged(
  { data, model }: TaggingExperiment,
  baseFolder: string,
  signal?: AbortSignal,
): Promise<SourceFault[]> {
  const faults: SourceFault[] = [];
  for (const part of ['train', 'validation', 'test'] as const) {
    const source = data[part];
    if (typeof source !== 'string') continue;
    requireGoing(signal);
    faults.push(...(await missingFile(path.resolve(baseFolder, source), ['data', part])));
  }
  return [...faults, ...(await taggerOf(model).checkSources(baseFolder))];
}
