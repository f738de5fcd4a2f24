// An n-gram model of a run that is open.

import path from 'node:path';
import { createNgramLanguage } from '../../../language/ngramLanguage';
import type { LanguageParts, OpenedLanguageModel } from '../languageFamily';
import { openLanguageText } from '../learnText';
import { ngramModelOf } from './ngramTensors';
import type { NgramOptions } from './schema';

/** Fails with `INVALID_FILE` where files do not fit. */
export async function openNgrams(
  { order }: NgramOptions,
  { record, experiment, checkpoint, read }: LanguageParts,
): Promise<OpenedLanguageModel> {
  const text = await openLanguageText(experiment.tokenizer, record.baseFolder, read);
  const { folder, checkpoint: stored } = checkpoint();
  const file = path.join(folder, 'model.safetensors');
  const model = ngramModelOf(stored.model, { order, vocabulary: text.vocabulary.tokens.length }, file);
  return { model: createNgramLanguage(model, text) };
}
