// Finds the way to train what an experiment asks for.

import type { Experiment } from '../../protocol/experiment';
import type { TrainRequest } from '../../protocol/engine';
import { threadsOf } from '../runtime/machine';
import type { SessionSettings } from '../runtime/session';
import { prepareLinearRun } from './linearRun';
import { prepareNeuralRun } from './neuralRun';
import type { PreparedRun, PrepareOptions } from './preparedRun';

export function prepareRun(options: PrepareOptions & Pick<TrainRequest, 'defaults'>): Promise<PreparedRun> {
  const { model } = options.experiment;
  switch (model.type) {
    case 'naive-bayes':
    case 'linear-svm':
    case 'logistic-regression':
    case 'nb-svm':
      return prepareLinearRun({ ...options, model });
    case 'rnn':
    case 'lstm':
    case 'gru':
      return prepareNeuralRun({ ...options, model, settings: settingsOf(options.experiment, options.defaults) });
  }
}

function settingsOf({ runtime }: Experiment, defaults: TrainRequest['defaults']): SessionSettings {
  return {
    device: runtime.device === 'cpu' ? (defaults?.device ?? 'cpu') : runtime.device,
    threads: threadsOf(runtime.threads || (defaults?.threads ?? 0)),
  };
}
