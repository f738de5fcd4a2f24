// What is wrong with an experiment of regression whose keys and values are right by themselves.

import { encoderOf } from '../../models/encoders/createEncoder';
import { collectFaults, type Fault } from '../../schema/fault';
import { commonFaults } from '../commonFaults';
import { pairFaults } from '../texts/pairs';
import type { RegressionExperiment } from './schema';

export const regressionFaults = (experiment: RegressionExperiment): Fault[] =>
  collectFaults((report) => {
    commonFaults(experiment, report);
    const { model, training, data } = experiment;
    encoderOf(model).faults(training, report);
    pairFaults(experiment, report);
    if (model.pairs === 'cosine' && 'hiddenLayers' in model && model.hiddenLayers > 0 && Array.isArray(data.text))
      report(
        ['model', 'hiddenLayers'],
        'The number is the cosine of two vectors: there is no place for "model.hiddenLayers". Leave it out, or take "pairs": "apart".',
      );
  });
