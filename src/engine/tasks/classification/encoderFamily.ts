// Classifiers that are an encoder with a head, trained by gradient steps.

import { encoderOf, encoderSchemas } from '../../models/encoders/createEncoder';
import { defineClassifierFamily } from './classifierFamily';

export const encoderFamily = defineClassifierFamily(encoderSchemas, {
  inSteps: true,
  abilities: (model) => {
    const attends = encoderOf(model).attends || model.pooling === 'attention';
    return attends ? ['label', 'attend', 'vectors'] : ['label', 'vectors'];
  },
  faults: (model, { training }, report) => encoderOf(model).faults(training, report),
  async prepare(model, options) {
    const { prepareNeural } = await import('../../train/neuralRun');
    const { neuralClassification } = await import('./neuralClassification');
    return prepareNeural(options, () => neuralClassification({ ...options, model }));
  },
  open: async (model, parts) => (await import('./neuralClassifier')).openNeuralClassifier(parts, model),
});
