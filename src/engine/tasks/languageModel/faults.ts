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
    const { outputLayer, outputLayers, distill } = training;
    if (distill && outputLayers.length > 0)
      report(
        ['training', 'outputLayers'],
        'Output layers are compared without a teacher: leave out "training.distill" or "training.outputLayers".',
      );
    if (distill && outputLayer.type !== 'full')
      report(
        ['training', 'outputLayer'],
        `A teacher says how probable all tokens are, and "${outputLayer.type}" scores a few: set "training.outputLayer" to "full".`,
      );
    languageFamilyOf(model).faults(experiment, report);
  });
