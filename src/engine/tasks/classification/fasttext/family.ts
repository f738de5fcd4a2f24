// fastText's classifier as one of the families of classification.

import { hashes } from '../../../embeddings/classifier/settings';
import { unusedWithoutSteps } from '../../../schema/training';
import { defineClassifierFamily } from '../classifierFamily';
import { FASTTEXT_ABILITIES } from './abilities';
import { fastTextSchema } from './schema';

export const fastTextFamily = defineClassifierFamily([fastTextSchema], {
  abilities: () => [...FASTTEXT_ABILITIES],
  unused: () => unusedWithoutSteps,
  faults({ minn, maxn, wordNgrams, bucket }, _, report) {
    if (minn > maxn)
      report(
        ['model', 'minn'],
        '"model.minn" is more than "model.maxn": the shortest part of a word is longer than the longest.',
      );
    if (bucket === 0 && hashes({ wordNgrams, maxLength: maxn }))
      report(
        ['model', 'bucket'],
        '"model.bucket" is 0, so words in a row and parts of words have no vectors. Raise it, or set "model.wordNgrams" to 1 and "model.maxn" to 0.',
      );
  },
  prepare: async (model, options) => (await import('./fastTextRun')).prepareFastText(model, options),
  open: async (model, parts) => (await import('./openFastText')).openFastText(model, parts),
});
