// What is wrong with an experiment of word vectors whose keys and values are right by themselves.

import { collectFaults, type Fault } from '../../schema/fault';
import type { EmbeddingExperiment } from './schema';

export const embeddingFaults = ({ model }: EmbeddingExperiment): Fault[] =>
  collectFaults((report) => {
    if (model.type === 'glove') return;
    if (model.negative === 0 && !model.hierarchicalSoftmax)
      report(
        ['model', 'negative'],
        'There is nothing to learn from: set "model.negative" above 0, or "model.hierarchicalSoftmax" to true.',
      );
    if (model.type === 'fasttext' && model.ngrams.minLength > model.ngrams.maxLength)
      report(['model', 'ngrams', 'minLength'], '"model.ngrams.minLength" is more than "model.ngrams.maxLength".');
  });
