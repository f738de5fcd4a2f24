// Opens a run's classifier, of the family its experiment names.

import { LabError } from '../../protocol/labError';
import type { CheckpointName } from '../store/checkpoint';
import { kiwiFor } from '../data/tokenizerInputs';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { openLinearClassifier } from './linearClassifier';
import { openNeuralClassifier } from './neuralClassifier';
import { openRunParts, type RunParts, type TextClassifier, type TrainedClassifier } from './trainedClassifier';

/** Fails as `openRunParts`, and with `INVALID_FILE` where the files do not belong together. */
export async function openClassifier(
  files: Files,
  folder: string,
  checkpoint?: CheckpointName,
): Promise<TrainedClassifier> {
  const opening = openRunParts(files, folder, checkpoint);
  const { record, experiment, opened, read } = opening;
  if (experiment.task !== 'classification')
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${record.name}" was trained for ${experiment.task}: it gives no labels. Choose a run of the task classification.`,
    );
  const kiwi = await kiwiFor(experiment.tokenizer, read(runFiles.tokenizer).text, record.baseFolder);
  const parts: RunParts = { ...opening, experiment, kiwi };
  return { ...(await open(parts)), record, experiment, notice: opened.notice };
}

function open(parts: RunParts): Promise<TextClassifier> | TextClassifier {
  const { model } = parts.experiment;
  switch (model.type) {
    case 'naive-bayes':
    case 'linear-svm':
    case 'logistic-regression':
    case 'nb-svm':
      return openLinearClassifier(parts, model);
    default:
      return openNeuralClassifier(parts, model);
  }
}
