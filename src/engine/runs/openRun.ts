// A run opened to be asked: its record and experiment read, its model opened by its task.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { CURVES, type RunRecord } from '../../protocol/run';
import { openChosenCheckpoint, type CheckpointName, type OpenedCheckpoint } from '../store/checkpoint';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { readRecord } from '../store/runRecord';
import { readFileBytes, readFileText } from '../store/wholeFile';
import { openModelFile } from '../tasks/modelFiles';
import type { OpenModel } from '../tasks/openModel';
import { resolveExperiment } from '../tasks/parseExperiment';
import { taskOf } from '../tasks/tasks';

export interface OpenRun extends OpenModel {
  record: RunRecord;
  /** Tells when a damaged checkpoint was passed over. */
  notice?: string;
  /** The name of the checkpoint's folder; of a run. */
  checkpointName?: string;
}

const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/**
 * Fails with `NOT_FOUND` where there is no run or no checkpoint, and with `INVALID_FILE` where a file of it is damaged or
 * its files do not belong together.
 * @param folder of a run, or a model's file, which is asked as a run is
 * @param checkpoint by default the best one, or the last where none was judged
 */
export async function openRun(files: Files, folder: string, checkpoint?: CheckpointName): Promise<OpenRun> {
  if (files.stat(folder)?.kind === 'file') return openModelFile(folder);
  const record = readRecord(files, folder);
  if (record.task === CURVES)
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${record.id}" was imported as curves: it has no model that could be opened.`,
    );
  const read = (name: string): { file: string; text: string } => {
    const file = path.join(folder, name);
    return { file, text: readFileText(files, file, MAX_TEXT_BYTES) };
  };
  const readBytes = (name: string, most: number): { file: string; bytes: Uint8Array } => {
    const file = path.join(folder, name);
    return { file, bytes: readFileBytes(files, file, most) };
  };
  const stored = read(runFiles.experiment);
  const experiment = resolveExperiment(stored.text, { file: stored.file });
  let opened: OpenedCheckpoint | undefined;
  const model = await taskOf(experiment).open({
    ...{ record, experiment, read, readBytes },
    checkpoint: () => (opened ??= openChosenCheckpoint(files, folder, checkpoint)),
  });
  return { ...model, record, notice: opened?.notice, checkpointName: opened && path.basename(opened.folder) };
}
