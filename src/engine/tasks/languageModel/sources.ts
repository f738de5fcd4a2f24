// A quick look at the texts of language models before they are read.

import { checkCorpusSource } from '../../data/corpusSources';
import type { SourceFault } from '../../schema/fault';
import type { AroundModel } from './aroundModel';

export async function checkTexts(
  { data }: Pick<AroundModel, 'data'>,
  baseFolder: string,
  signal?: AbortSignal,
): Promise<SourceFault[]> {
  const faults: SourceFault[] = [];
  for (const part of ['train', 'validation', 'test'] as const) {
    const source = data[part];
    if (source === undefined || typeof source === 'number') continue;
    const named = typeof source === 'string' ? [source] : source;
    for (const [number, name] of named.entries()) {
      const key = ['data', part, ...(typeof source === 'string' ? [] : [number])];
      faults.push(...(await checkCorpusSource(name, { key, baseFolder, data, signal })));
    }
  }
  return faults;
}
