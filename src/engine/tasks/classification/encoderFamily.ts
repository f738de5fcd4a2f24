// Classifiers that are an encoder with a head, trained by gradient steps.

import { encoderOf } from '../../models/encoders/createEncoder';
import { checkWritten } from '../writtenModel';
import { labelPairs, pairFaults, readingSchemas } from '../texts/pairs';
import { defineClassifierFamily } from './classifierFamily';

export const encoderFamily = defineClassifierFamily(readingSchemas(labelPairs), {
  inSteps: true,
  abilities: (model) => {
    const attends = (encoderOf(model).attends && model.pairs !== 'apart') || model.pooling === 'attention';
    return attends ? ['label', 'attend', 'trace', 'vectors', 'embed'] : ['label', 'trace', 'vectors', 'embed'];
  },
  faults(model, around, report) {
    encoderOf(model).faults(around.training, report);
    pairFaults({ ...around, model }, report);
  },
  checkSources: checkWritten,
  async prepare(model, options) {
    const { prepareNeural } = await import('../../train/neuralRun');
    const { neuralClassification } = await import('./neuralClassification');
    return prepareNeural(options, () => neuralClassification({ ...options, model }));
  },
  open: async (model, parts) => (await import('./neuralClassifier')).openNeuralClassifier(parts, model),
});
