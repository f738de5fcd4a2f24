// What is wrong with an experiment of classification whose keys and values are right by themselves.

import { collectFaults, type Fault } from '../../schema/fault';
import { commonFaults } from '../commonFaults';
import { classifierOf } from './families';
import type { ClassificationExperiment } from './schema';

export const classificationFaults = (experiment: ClassificationExperiment): Fault[] =>
  collectFaults((report) => {
    commonFaults(experiment, report);
    const { data, model } = experiment;
    for (const [key, source] of Object.entries({ train: data.train, validation: data.validation, test: data.test })) {
      if (typeof source !== 'object') continue;
      const count = Object.keys(source.labels).length;
      if (count < 1 || (key === 'train' && count < 2))
        report(['data', key, 'labels'], `"data.${key}.labels" needs a file for each of at least two labels.`);
    }
    classifierOf(model).faults(experiment, report);
  });
