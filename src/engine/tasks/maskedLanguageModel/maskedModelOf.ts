// The model of an experiment.

import { createMaskedModel, type MaskedModel } from '../../models/maskedModel';
import { createPairedModel } from '../../models/pairedModel';
import { createDetectingModel } from '../../models/replacedTokens';
import type { MaskedLanguageModelExperiment } from './schema';

/** @param vocabulary tokens known */
export function maskedModelOf(
  {
    model,
    replacedTokens,
    sentencePairs,
    training,
  }: Pick<MaskedLanguageModelExperiment, 'model' | 'replacedTokens' | 'sentencePairs' | 'training'>,
  vocabulary: number,
): MaskedModel {
  const sizes = { vocabulary, longest: training.maxLength, padding: 'after' as const };
  if (sentencePairs) return createPairedModel(model, sizes, sentencePairs);
  return replacedTokens ? createDetectingModel(model, sizes, replacedTokens) : createMaskedModel(model, sizes);
}
