// Finds the way to train what an experiment asks for.

import type { ClassificationExperiment, Experiment, TrainedOnExamples } from '../../protocol/experiment';
import type { TrainRequest } from '../../protocol/engine';
import { requireDevice } from '../runtime/device';
import { threadsOf } from '../runtime/machine';
import type { SessionSettings } from '../runtime/session';
import { prepareClassification } from './classificationTask';
import { prepareEmbeddingRun } from './embeddingRun';
import { prepareLinearRun } from './linearRun';
import { prepareNeuralRun } from './neuralRun';
import type { NeuralTask } from './neuralTask';
import type { PreparedRun, PrepareOptions } from './preparedRun';
import { prepareTranslation } from './translationTask';

type RunOptions<E extends Experiment> = PrepareOptions<E> & Pick<TrainRequest, 'defaults'>;

export function prepareRun(options: RunOptions<Experiment>): Promise<PreparedRun> {
  const { experiment } = options;
  switch (experiment.task) {
    case 'classification':
      return prepareClassifier({ ...options, experiment });
    case 'sequence-to-sequence':
      return prepareNeural({ ...options, experiment }, prepareTranslation);
    case 'embedding':
      return prepareEmbeddingRun({ ...options, experiment });
  }
}

async function prepareClassifier(options: RunOptions<ClassificationExperiment>): Promise<PreparedRun> {
  const { model } = options.experiment;
  switch (model.type) {
    case 'naive-bayes':
    case 'linear-svm':
    case 'logistic-regression':
    case 'nb-svm':
      return prepareLinearRun({ ...options, model });
    default:
      return prepareNeural(options, (given) => prepareClassification({ ...given, model }));
  }
}

async function prepareNeural<E extends TrainedOnExamples>(
  options: RunOptions<E>,
  prepareTask: (options: PrepareOptions<E>) => Promise<NeuralTask>,
): Promise<PreparedRun> {
  const { experiment, defaults } = options;
  const settings = settingsOf(experiment, defaults);
  await requireDevice(settings); // before minutes of reading, and before there is a run
  return prepareNeuralRun({ experiment, task: await prepareTask(options), settings });
}

function settingsOf({ runtime }: TrainedOnExamples, defaults: TrainRequest['defaults']): SessionSettings {
  return {
    device: runtime.device ?? defaults?.device ?? 'cpu',
    threads: threadsOf(runtime.threads || (defaults?.threads ?? 0)),
  };
}
