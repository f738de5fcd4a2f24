// Finds the model family that an experiment asks for.

import type { NeuralClassifierOptions } from '../../protocol/experiment';
import type { Classifier, ClassifierContext } from './classifier';
import { recurrentClassifier } from './recurrentClassifier';
import { transformerClassifier } from './transformerClassifier';

/** @param context `longest`: no text has more tokens */
export function createClassifier(
  options: NeuralClassifierOptions,
  context: ClassifierContext & { longest: number },
): Classifier {
  switch (options.type) {
    case 'rnn':
    case 'lstm':
    case 'gru':
      return recurrentClassifier(options, context);
    case 'transformer':
      return transformerClassifier(options, context);
  }
}
