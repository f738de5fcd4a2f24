// Taggers that are an encoder with a head for tags, trained by gradient steps.

import { encoderOf } from '../../models/encoders/createEncoder';
import { neuralTaggers } from './neuralSchemas';
import { defineTaggerFamily } from './taggerFamily';

/** Types whose tokens are those that a file has. */
const WHOLE_TOKENS = ['whitespace', 'character'];

export const neuralFamily = defineTaggerFamily(neuralTaggers, {
  abilities: () => ['tag', 'vectors', 'embed'],
  faults(model, { tokenizer }, report) {
    encoderOf(model).faults({ padding: 'after' }, report);
    if (!WHOLE_TOKENS.includes(tokenizer.type))
      report(
        ['tokenizer', 'type'],
        `A tokenizer of type "${tokenizer.type}" would cut the tokens of the files. Choose "whitespace" or "character".`,
      );
  },
  prepare: async (model, options) => (await import('./prepareTagging')).prepareTagging(model, options),
  open: async (model, parts) => (await import('./openNeuralTagger')).openNeuralTagger(model, parts),
});
