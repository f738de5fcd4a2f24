// n-gram models with Kneser-Ney smoothing as a family of language models.

import { defineLanguageFamily } from '../languageFamily';
import { ngramSchema } from './schema';

export const ngramFamily = defineLanguageFamily([ngramSchema], {
  abilities: () => ['continue', 'score'],
  prepare: async (model, options) => (await import('./prepareNgrams')).prepareNgrams(model, options),
  open: async (model, parts) => (await import('./openNgrams')).openNgrams(model, parts),
});
