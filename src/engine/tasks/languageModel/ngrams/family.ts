// n-gram models with Kneser-Ney smoothing as a family of language models.

import { defineLanguageFamily } from '../languageFamily';
import { ngramSchema } from './schema';

export const ngramFamily = defineLanguageFamily([ngramSchema], {
  abilities: () => ['continue', 'score'],
  faults(_, { training }, report) {
    if (training.distill)
      report(
        ['training', 'distill'],
        '"training.distill" is for models that are trained in steps, not for "kneser-ney". Leave it out.',
      );
  },
  prepare: async (model, options) => (await import('./prepareNgrams')).prepareNgrams(model, options),
  open: async (model, parts) => (await import('./openNgrams')).openNgrams(model, parts),
});
