// What is wrong with an experiment of sequence-to-sequence whose keys and values are right by themselves.

import { collectFaults, type Fault, type ReportFault } from '../../schema/fault';
import { sequenceFamilyOf } from '../../models/sequence/createSequenceModel';
import { picturesOf } from '../../schema/parallelData';
import type { PictureOptions } from '../../schema/pictureSource';
import { commonFaults } from '../commonFaults';
import type { SequenceExperiment } from './schema';

export const sequenceFaults = (experiment: SequenceExperiment): Fault[] =>
  collectFaults((report) => {
    commonFaults(experiment, report);
    const { model, training, decoding, sharedVocabulary, targetTokenizer } = experiment;
    if (sharedVocabulary && targetTokenizer)
      report(['targetTokenizer'], 'With "sharedVocabulary" both sides are cut alike: leave "targetTokenizer" out.');
    const pictures = picturesOf(experiment.data);
    if (pictures && sharedVocabulary)
      report(['sharedVocabulary'], 'Pictures have no vocabulary to share: leave it out.');
    if (pictures && 'image' in pictures) figuresFaults(pictures, report);
    if (decoding.maxLength > 0 && decoding.minLength > decoding.maxLength)
      report(['decoding', 'minLength'], '"decoding.minLength" is more than "decoding.maxLength".');
    if (training.batchTokens > 0 && training.batchTokens < training.maxLength)
      report(
        ['training', 'batchTokens'],
        `A batch of ${training.batchTokens} tokens has no room for a text of "training.maxLength" ${training.maxLength}. Raise "training.batchTokens" or lower "training.maxLength".`,
      );
    sequenceFamilyOf(model).faults({ training, decoding, pictures }, report);
  });

function figuresFaults({ colour, mean, std }: PictureOptions, report: ReportFault): void {
  for (const [key, figure] of Object.entries({ mean, std }))
    if (colour === 'grey' && Array.isArray(figure))
      report(['data', 'source', key], `Grey pictures have one number for each pixel: "${key}" is one number, too.`);
  if ([std].flat().some((each) => each <= 0))
    report(['data', 'source', 'std'], 'Pixels are divided by it: it is more than 0.');
}
