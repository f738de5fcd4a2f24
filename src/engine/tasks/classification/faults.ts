// What is wrong with an experiment of classification whose keys and values are right by themselves.

import { collectFaults, type Fault } from '../../schema/fault';
import { encoderOf } from '../../models/encoders/createEncoder';
import { commonFaults } from '../commonFaults';
import { isLinear } from './linearSchemas';
import type { ClassificationExperiment } from './schema';

export const classificationFaults = (experiment: ClassificationExperiment): Fault[] =>
  collectFaults((report) => {
    commonFaults(experiment, report);
    const { data, model, training } = experiment;
    for (const [key, source] of Object.entries({ train: data.train, validation: data.validation, test: data.test })) {
      if (typeof source !== 'object') continue;
      const count = Object.keys(source.labels).length;
      if (count < 1 || (key === 'train' && count < 2))
        report(['data', key, 'labels'], `"data.${key}.labels" needs a file for each of at least two labels.`);
    }
    if (!isLinear(model)) encoderOf(model).faults(training, report);
    else if (model.ngramRange[0] > model.ngramRange[1])
      report(['model', 'ngramRange'], 'The least of "model.ngramRange" is more than the most: write e.g. [1, 2].');
  });
