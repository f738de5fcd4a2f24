// Finds the model family that an experiment asks for.

import type { Experiment } from '../../protocol/experiment';
import type { Classifier } from './classifier';
import { recurrentClassifier } from './recurrentClassifier';

/** @param sizes `vocabulary` counts the special tokens */
export function createClassifier(
  options: Experiment['model'],
  sizes: { vocabulary: number; classes: number },
): Classifier {
  switch (options.type) {
    case 'rnn':
    case 'lstm':
    case 'gru':
      return recurrentClassifier(options, sizes);
  }
}
