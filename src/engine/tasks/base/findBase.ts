// Finds the run that `model.from` names, and reads what a model that begins with it has to know.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import type { TokenizerOptions } from '../../../protocol/tokenizer';
import { openChosenCheckpoint, summarizeCheckpoints } from '../../store/checkpoint';
import type { Files } from '../../store/files';
import { namedRunFolder, type RunPlaces } from '../../store/namedRun';
import { runFiles } from '../../store/runFolder';
import { readRecord } from '../../store/runRecord';
import { storedExperiment } from '../storedExperiment';
import { taskOf } from '../tasks';
import type { Base, BaseReader } from './base';
import { baseOfBert } from './bertFolder';

interface Places extends RunPlaces {
  files: Files;
}

export const baseReader =
  (places: Places): BaseReader =>
  (from) => {
    const { files, baseFolder } = places;
    return baseOfBert(files, path.resolve(baseFolder, from)) ?? baseOfRun(files, namedRunFolder(files, from, places));
  };

function baseOfRun(files: Files, folder: string): Base {
  const { id, modelType } = readRecord(files, folder);
  const name = id;
  const experiment = storedExperiment(files, folder);
  const encoder = taskOf(experiment).encoder?.of(experiment);
  if (!encoder)
    throw new LabError('INVALID_EXPERIMENT', `The run "${name}" (${modelType}) has no encoder to begin with.`);
  if (summarizeCheckpoints(files, folder).length === 0)
    throw new LabError('NOT_FOUND', `The run "${name}" has no checkpoint yet: there is nothing to begin with.`);
  return {
    ...{ name, encoder, tokenizer: tokenizerOf(experiment.tokenizer, path.join(folder, runFiles.tokenizer)) },
    parameters: () => openChosenCheckpoint(files, folder).checkpoint.model,
  };
}

/** What of the options still matters once a tokenizer was learned. */
function tokenizerOf(learned: TokenizerOptions, file: string): Base['tokenizer'] {
  const { lowercase, modelFolder, specialTokens } = learned;
  return {
    learned: { ...learned },
    read: {
      ...{ type: 'file', file, lowercase },
      ...(modelFolder === undefined ? {} : { modelFolder }),
      ...(typeof specialTokens === 'string' ? { specialTokens } : {}),
    },
  };
}
