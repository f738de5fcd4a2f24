// The model of an experiment.

import { createMaskedModel, type MaskedModel } from '../../models/maskedModel';
import { createDetectingModel } from '../../models/replacedTokens';
import type { MaskedLanguageModelExperiment } from './schema';

/** @param vocabulary tokens known */
export function maskedModelOf(
  { model, replacedTokens, training }: Pick<MaskedLanguageModelExperiment, 'model' | 'replacedTokens' | 'training'>,
  vocabulary: number,
): MaskedModel {
  const sizes = { vocabulary, longest: training.maxLength, padding: 'after' as const };
  return replacedTokens ? createDetectingModel(model, sizes, replacedTokens) : createMaskedModel(model, sizes);
}
