// The experiment that a run keeps, or that a person's file has.

import path from 'node:path';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { readFileText } from '../store/wholeFile';
import { resolveExperiment } from './parseExperiment';
import type { Experiment } from './tasks';

const MAX_EXPERIMENT_BYTES = 16 * 1024 * 1024;

/** Fails with `NOT_FOUND`, or with `INVALID_FILE` where it is too large. */
export const readExperimentText = (files: Files, file: string): string =>
  readFileText(files, file, MAX_EXPERIMENT_BYTES);

/** Fails as `readExperimentText`, and with `INVALID_EXPERIMENT`. @param folder of a run */
export function storedExperiment(files: Files, folder: string): Experiment {
  const file = path.join(folder, runFiles.experiment);
  return resolveExperiment(readExperimentText(files, file), { file });
}
