// What an experiment says of its model, as plain data.

import type { SequenceDesign } from '../../sequence/sequenceDesign';
import type { SequenceText } from '../../sequence/sequenceText';
import type { SequenceExperiment } from './schema';

export const designOf = (experiment: SequenceExperiment, { source, target }: SequenceText): SequenceDesign => ({
  options: experiment.model,
  context: {
    sourceVocabulary: source.vocabulary.tokens.length,
    targetVocabulary: target.vocabulary.tokens.length,
    shared: experiment.sharedVocabulary,
    longest: experiment.training.maxLength + 1,
    padding: experiment.training.padding,
  },
});
