// A quick look at parallel text before it is read.

import path from 'node:path';
import { readingOptionsOf } from '../../../protocol/reading';
import { LabError } from '../../../protocol/labError';
import { givenNetworkOf } from '../../models/pictures/pictureReader';
import { missingColumns, missingFile } from '../../data/missingFiles';
import { withoutSides } from '../../data/parallelText';
import type { SourceFault } from '../../schema/fault';
import { picturesOf, sourceColumn } from '../../schema/parallelData';
import type { SequenceExperiment } from './schema';

/** Two files need only be there: whether they have as many lines is seen when they are read. */
export async function checkParallel({ data, model }: SequenceExperiment, baseFolder: string): Promise<SourceFault[]> {
  const faults: SourceFault[] = [];
  const network = givenNetworkOf(model.encoder);
  if (network)
    faults.push(...(await missingFile(path.resolve(baseFolder, network.file), ['model', 'encoder', 'file'])));
  const pictures = picturesOf(data);
  if (pictures && 'features' in pictures)
    faults.push(...(await missingFile(path.resolve(baseFolder, pictures.features), ['data', 'source', 'features'])));
  for (const part of ['train', 'validation', 'test'] as const) {
    const source = data[part];
    if (typeof source === 'object' && pictures)
      faults.push({
        key: ['data', part],
        error: new LabError('INVALID_EXPERIMENT', 'Pictures are named by a column: give a table, not two files.'),
      });
    else if (typeof source === 'object')
      for (const side of ['source', 'target'] as const)
        faults.push(...(await missingFile(path.resolve(baseFolder, source[side]), ['data', part, side])));
    if (typeof source !== 'string') continue;
    const file = path.resolve(baseFolder, source);
    const key = ['data', part];
    const missing = await missingFile(file, key);
    if (missing.length > 0) faults.push(...missing);
    else {
      const reading = { ...readingOptionsOf(data), withoutColumns: withoutSides(file) };
      faults.push(...(await missingColumns(file, key, { source: sourceColumn(data), target: data.target }, reading)));
    }
  }
  return faults;
}
