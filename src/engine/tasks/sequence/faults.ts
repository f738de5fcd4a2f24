// What is wrong with an experiment of sequence-to-sequence whose keys and values are right by themselves.

import { collectFaults, type Fault } from '../../schema/fault';
import { sequenceFamilyOf } from '../../models/sequence/createSequenceModel';
import { commonFaults } from '../commonFaults';
import type { SequenceExperiment } from './schema';

export const sequenceFaults = (experiment: SequenceExperiment): Fault[] =>
  collectFaults((report) => {
    commonFaults(experiment, report);
    const { model, training, decoding, sharedVocabulary, targetTokenizer } = experiment;
    if (sharedVocabulary && targetTokenizer)
      report(['targetTokenizer'], 'With "sharedVocabulary" both sides are cut alike: leave "targetTokenizer" out.');
    if (decoding.maxLength > 0 && decoding.minLength > decoding.maxLength)
      report(['decoding', 'minLength'], '"decoding.minLength" is more than "decoding.maxLength".');
    if (training.batchTokens > 0 && training.batchTokens < training.maxLength)
      report(
        ['training', 'batchTokens'],
        `A batch of ${training.batchTokens} tokens has no room for a text of "training.maxLength" ${training.maxLength}. Raise "training.batchTokens" or lower "training.maxLength".`,
      );
    sequenceFamilyOf(model).faults({ training, decoding }, report);
  });
