// vectorizer.json: the features a run learned, in the order of the model's columns. How text becomes features stands in
// experiment.json, the weights in the checkpoint.

import { z } from 'zod';
import { LabError } from '../../../protocol/labError';
import { featureVocabulary, type FeatureVocabulary } from './countVectorizer';
import { safeParse } from '../../schema/safeParse';

const vectorizerFileSchema = z.object({
  format: z.literal(1),
  features: z.array(z.string()).min(1),
});

/** The file's text. */
export function formatVectorizer({ features }: FeatureVocabulary): string {
  return `${JSON.stringify({ format: 1, features })}\n`;
}

/** Fails with `INVALID_FILE` when the text is damaged or too new. */
export function parseVectorizer(text: string, file: string): FeatureVocabulary {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    raw = undefined;
  }
  const parsed = safeParse(vectorizerFileSchema, raw);
  if (parsed.success && new Set(parsed.data.features).size === parsed.data.features.length)
    return featureVocabulary(parsed.data.features);
  throw new LabError('INVALID_FILE', `"${file}" is damaged: its features cannot be read. Train the run again.`, {
    file,
  });
}
