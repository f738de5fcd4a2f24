// A trained classifier opened from its run folder: tokenizer, model and parameters, checked against each other.

import path from 'node:path';
import type { Experiment } from '../../protocol/experiment';
import { LabError } from '../../protocol/labError';
import type { RunRecord } from '../../protocol/run';
import { resolveExperiment } from '../experiment/parseExperiment';
import { createClassifier } from '../models/createClassifier';
import { listParameters } from '../nn/parameters';
import { threadsOf } from '../runtime/machine';
import type { Feeds } from '../runtime/session';
import { zeros } from '../runtime/tensor';
import { openCheckpoint, type CheckpointName } from '../store/checkpoint';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { readRecord } from '../store/runRecord';
import { readFileText } from '../store/wholeFile';
import type { Tokenizer } from '../text/tokenizer';
import { parseTokenizer } from '../text/tokenizerFile';
import type { Vocabulary } from '../text/vocabulary';
import { createClassifierSession, type ClassifierSession } from './classifierSession';
import { copyStored } from './parameterValues';

export interface TrainedClassifier {
  record: RunRecord;
  experiment: Experiment;
  tokenizer: Tokenizer;
  vocabulary: Vocabulary;
  parameters: Feeds;
  session: ClassifierSession;
  /** Tells when a damaged checkpoint was passed over. */
  notice?: string;
}

const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/**
 * Opens a run's parameters. Fails with `NOT_FOUND` where there is no run or no checkpoint, and `INVALID_FILE` where a
 * file of it is damaged.
 * @param checkpoint by default the best one, or the last where none was judged
 */
export async function openTrainedClassifier(
  files: Files,
  folder: string,
  checkpoint?: CheckpointName,
): Promise<TrainedClassifier> {
  const record = readRecord(files, folder);
  const read = (name: string): { file: string; text: string } => {
    const file = path.join(folder, name);
    return { file, text: readFileText(files, file, MAX_TEXT_BYTES) };
  };
  const stored = read(runFiles.experiment);
  const experiment = resolveExperiment(stored.text, { file: stored.file });
  const { text, file } = read(runFiles.tokenizer);
  const { tokenizer, vocabulary } = parseTokenizer(text, file);
  const opened = openParameters(files, folder, checkpoint);
  const { padding } = experiment.training;
  const sizes = { vocabulary: vocabulary.tokens.length, classes: record.labels.length };
  const classifier = createClassifier(experiment.model, { ...sizes, padding });
  const parameters: Feeds = Object.fromEntries(
    listParameters(classifier.parameters).map(([name, { shape }]) => [name, zeros('float32', shape)]),
  );
  copyStored(opened.checkpoint.model, parameters, path.join(opened.folder, 'model.safetensors'));
  const settings = { device: experiment.runtime.device, threads: threadsOf(experiment.runtime.threads) };
  const session = await createClassifierSession(classifier, settings);
  return { record, experiment, tokenizer, vocabulary, parameters, session, notice: opened.notice };
}

function openParameters(files: Files, folder: string, checkpoint: CheckpointName | undefined) {
  if (checkpoint) return openCheckpoint(files, folder, checkpoint);
  try {
    return openCheckpoint(files, folder, 'best');
  } catch (error) {
    if (error instanceof LabError && error.code === 'NOT_FOUND') return openCheckpoint(files, folder, 'last');
    throw error;
  }
}
