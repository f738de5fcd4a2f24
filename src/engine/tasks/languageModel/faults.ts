// What is wrong with an experiment of a language model whose keys and values are right by themselves.

import { collectFaults, type Fault } from '../../schema/fault';
import { commonFaults } from '../commonFaults';
import { languageFamilyOf } from './families';
import type { LanguageModelExperiment } from './schema';

export const languageModelFaults = (experiment: LanguageModelExperiment): Fault[] =>
  collectFaults((report) => {
    commonFaults(experiment, report);
    const { model, training, evaluation } = experiment;
    if (evaluation.stride > training.context)
      report(
        ['evaluation', 'stride'],
        `A window of "training.context" ${training.context} tokens scores at most as many: lower "evaluation.stride".`,
      );
    languageFamilyOf(model).faults(experiment, report);
  });
