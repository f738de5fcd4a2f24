// Taggers that are an encoder with a head for tags, trained by gradient steps.

import { encoderOf } from '../../models/encoders/createEncoder';
import { columnFaults } from './columnFaults';
import { checkWritten } from '../writtenModel';
import { neuralTaggers } from './neuralSchemas';
import { defineTaggerFamily } from './taggerFamily';
import { attributeFaults } from './tokenAttributes';

export const neuralFamily = defineTaggerFamily(neuralTaggers, {
  abilities: () => ['tag', 'trace', 'vectors', 'embed'],
  faults(model, { data }, report) {
    encoderOf(model).faults({ padding: 'after' }, report);
    columnFaults(model.columns, data, report);
    attributeFaults(model, data, report);
  },
  checkSources: checkWritten,
  prepare: async (model, options) => (await import('./prepareTagging')).prepareTagging(model, options),
  open: async (model, parts) => (await import('./openNeuralTagger')).openNeuralTagger(model, parts),
});
