// Finds the run that `model.from` names, and reads what a model that begins with it has to know.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import { nearestName } from '../../../protocol/nearestName';
import type { TokenizerOptions } from '../../../protocol/tokenizer';
import { openChosenCheckpoint, summarizeCheckpoints } from '../../store/checkpoint';
import type { Files } from '../../store/files';
import { runFiles } from '../../store/runFolder';
import { readRecord, recordPath } from '../../store/runRecord';
import { readFileText } from '../../store/wholeFile';
import { resolveExperiment } from '../parseExperiment';
import { taskOf } from '../tasks';
import type { Base, BaseReader } from './base';
import { baseOfBert } from './bertFolder';

interface Places {
  files: Files;
  /** Where relative paths start. */
  baseFolder: string;
  /** Where ids are looked for. */
  runsFolder?: string;
}

const MAX_EXPERIMENT_BYTES = 16 * 1024 * 1024;

export const baseReader =
  (places: Places): BaseReader =>
  (from) => {
    const { files, baseFolder } = places;
    return baseOfBert(files, path.resolve(baseFolder, from)) ?? baseOfRun(files, runFolderOf(from, places));
  };

function runFolderOf(from: string, { files, baseFolder, runsFolder }: Places): string {
  const isId = !/[\\/]/.test(from) && from !== '.' && from !== '..';
  const folders = [
    ...(isId && runsFolder !== undefined ? [path.join(runsFolder, from)] : []),
    path.resolve(baseFolder, from),
  ];
  const found = folders.find((folder) => files.stat(recordPath(folder)));
  if (found !== undefined) return found;
  const known = runsFolder !== undefined && files.stat(runsFolder)?.kind === 'folder' ? files.list(runsFolder) : [];
  const nearest = nearestName(
    from,
    known
      .filter((name) => !name.startsWith('.'))
      .sort()
      .reverse(),
  );
  throw new LabError(
    'NOT_FOUND',
    nearest === undefined
      ? `There is no run "${from}"; it may have been deleted. Name the id of a run, or its folder.`
      : `There is no run "${from}"; it may have been deleted. Did you mean "${nearest}"?`,
  );
}

function baseOfRun(files: Files, folder: string): Base {
  const { id, modelType } = readRecord(files, folder);
  const name = id;
  const file = path.join(folder, runFiles.experiment);
  const experiment = resolveExperiment(readFileText(files, file, MAX_EXPERIMENT_BYTES), { file });
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
