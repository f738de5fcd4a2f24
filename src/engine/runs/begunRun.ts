// What a run began with, when its training is prepared again: to go on, or to be looked at.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { Checkpoint } from '../store/checkpoint';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { readFileText } from '../store/wholeFile';
import { storedExperiment } from '../tasks/storedExperiment';
import type { Experiment } from '../tasks/tasks';
import type { PreparedRun } from '../train/preparedRun';

const MAX_TOKENIZER_BYTES = 256 * 1024 * 1024;

/** The experiment of a run as its training understood it. Fails as `storedExperiment`. */
export const begunExperiment = (files: Files, folder: string): Experiment =>
  withOwnTokenizer(withLettersOf(storedExperiment(files, folder), files, folder), folder);

/** Of a run that began with another one, which need not be there any more: the tokenizer is read from the run itself. */
function withOwnTokenizer(experiment: Experiment, folder: string): Experiment {
  if (!('from' in experiment.model) || experiment.model.from === undefined) return experiment;
  return { ...experiment, tokenizer: { ...experiment.tokenizer, file: path.join(folder, runFiles.tokenizer) } };
}

/** Runs of earlier versions took letters in parts (NFD) for others than composed ones, and go on as they began. */
function withLettersOf(experiment: Experiment, files: Files, folder: string): Experiment {
  const file = path.join(folder, runFiles.tokenizer);
  const { tokenizer } = experiment;
  if (tokenizer.letters !== undefined || !files.stat(file)) return experiment;
  const isComposed = /"type":\s*"NFC"/.test(readFileText(files, file, MAX_TOKENIZER_BYTES));
  return isComposed ? experiment : { ...experiment, tokenizer: { ...tokenizer, letters: 'as-written' } };
}

/**
 * What a run has learned belongs to the very data and vocabulary that it began with. Fails with `INVALID_DATA`.
 * @param message what does not go with another file, in words
 */
export function requireSameData(
  { state }: Checkpoint,
  { hashes }: PreparedRun,
  message: (file: string) => string,
): void {
  const changed = Object.keys(hashes).find((name) => state.hashes[name] !== hashes[name]);
  if (changed !== undefined) throw new LabError('INVALID_DATA', message(changed), { file: changed });
}
