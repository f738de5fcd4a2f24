// n-gram models with Kneser-Ney smoothing as a family of language models.

import { defineLanguageFamily } from '../languageFamily';
import { languageTrainingSchema } from '../trainingSchema';
import { ngramSchema } from './schema';

/** Counting takes no steps: only which figure is watched is asked of `training`, and nothing of how windows are judged. */
const UNUSED = [
  ...Object.keys(languageTrainingSchema.unwrap().shape)
    .filter((key) => key !== 'monitor')
    .map((key) => ['training', key]),
  ['evaluation', 'stride'],
];

export const ngramFamily = defineLanguageFamily([ngramSchema], {
  abilities: () => ['continue', 'score'],
  unused: () => UNUSED,
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
