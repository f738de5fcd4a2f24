// What is wrong with an experiment of a masked language model whose keys and values are right by themselves.

import { encoderOf } from '../../models/encoders/createEncoder';
import { collectFaults, type Fault } from '../../schema/fault';
import { commonFaults } from '../commonFaults';
import type { MaskedLanguageModelExperiment } from './schema';

export const maskedFaults = (experiment: MaskedLanguageModelExperiment): Fault[] =>
  collectFaults((report) => {
    commonFaults(experiment, report);
    const { model, masking, replacedTokens, sentencePairs, training } = experiment;
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
    if (!sentencePairs && training.monitor === 'pairAccuracy')
      report(
        ['training', 'monitor'],
        'There is no figure "pairAccuracy" without "sentencePairs": choose "loss", or set "sentencePairs": {}.',
      );
    if (sentencePairs && replacedTokens)
      report(
        ['sentencePairs'],
        '"sentencePairs" is learned beside masked tokens, not beside "replacedTokens". Leave one of them out.',
      );
    if (sentencePairs && training.maxLength < 3)
      report(
        ['training', 'maxLength'],
        `A pair of texts and the token between them do not fit in ${training.maxLength} tokens: "training.maxLength" is at least 3 with "sentencePairs".`,
      );
    encoderOf(model).faults({ padding: 'after' }, report);
  });
