// The classical conditional random field as one of the families of tagging.

import { unusedInFits } from '../../../schema/training';
import { defineTaggerFamily } from '../taggerFamily';
import { crfSchema } from './schema';
import { checkTemplateFile, templateFault } from './templateFile';

export const crfFamily = defineTaggerFamily([crfSchema], {
  abilities: () => ['tag', 'explain'],
  unused: () => unusedInFits,
  faults({ templates }, { training }, report) {
    if (training.distill)
      report(
        ['training', 'distill'],
        '"training.distill" is for models that are trained in steps, not for "crf". Leave it out.',
      );
    const fault = Array.isArray(templates) ? templateFault(templates) : undefined;
    if (fault) report(['model', 'templates', fault.at], fault.message);
  },
  checkSources: async ({ templates }, baseFolder) =>
    typeof templates === 'string' ? checkTemplateFile(templates, baseFolder) : [],
  prepare: async (model, options) => (await import('./prepareCrf')).prepareCrf(model, options),
  open: async (_, parts) => (await import('./openCrf')).openCrf(parts),
});
