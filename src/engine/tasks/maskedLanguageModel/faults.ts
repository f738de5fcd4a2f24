// What is wrong with an experiment of a masked language model whose keys and values are right by themselves.

import { encoderOf } from '../../models/encoders/createEncoder';
import { collectFaults, type Fault } from '../../schema/fault';
import { commonFaults } from '../commonFaults';
import type { MaskedLanguageModelExperiment } from './schema';

export const maskedFaults = (experiment: MaskedLanguageModelExperiment): Fault[] =>
  collectFaults((report) => {
    commonFaults(experiment, report);
    const { model, masking, replacedTokens, training } = experiment;
    if (masking.mask + masking.random > 1)
      report(
        ['masking', 'random'],
        `"masking.mask" ${masking.mask} and "masking.random" ${masking.random} are shares of the chosen tokens, and together at most 1.`,
      );
    if (!replacedTokens && training.monitor.startsWith('detection'))
      report(
        ['training', 'monitor'],
        `There is no figure "${training.monitor}" without "replacedTokens": choose "loss", or set "replacedTokens": {}.`,
      );
    encoderOf(model).faults({ padding: 'after' }, report);
  });
