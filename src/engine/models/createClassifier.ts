// Finds the model family that an experiment asks for.

import type { RecurrentClassifierOptions } from '../../protocol/experiment';
import type { Classifier, ClassifierContext } from './classifier';
import { recurrentClassifier } from './recurrentClassifier';

export function createClassifier(options: RecurrentClassifierOptions, context: ClassifierContext): Classifier {
  switch (options.type) {
    case 'rnn':
    case 'lstm':
    case 'gru':
      return recurrentClassifier(options, context);
  }
}
