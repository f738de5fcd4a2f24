// A fastText classifier's judgements of texts: shares of the labels in the order of the run.

import { LabError } from '../../../../protocol/labError';
import { createLabelScores, createTextMean } from '../../../embeddings/classifier/labelScores';
import type { LabelWeights } from '../../../embeddings/classifier/textModel';

const TEXTS_AT_ONCE = 2048;

/**
 * Natural logarithms, `[texts, labels]`; between parts messages come through. Fails with `CANCELLED`.
 * @param rowsOf the rows of a text's features
 * @param labels in the order wanted
 */
export async function classifyRows(
  model: LabelWeights,
  count: number,
  rowsOf: (text: number) => ArrayLike<number>,
  { labels, signal }: { labels: readonly string[]; signal?: AbortSignal },
): Promise<Float32Array> {
  const places = labels.map((label) => model.labels.indexOf(label));
  const score = createLabelScores(model);
  const result = new Float32Array(count * labels.length);
  for (let first = 0; first < count; first += TEXTS_AT_ONCE) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Evaluation was cancelled.');
    model.input.use((read) => {
      for (let text = first; text < Math.min(count, first + TEXTS_AT_ONCE); text++) {
        const shares = score(rowsOf(text), read);
        places.forEach((place, k) => (result[text * labels.length + k] = shares[place]));
      }
    });
    await new Promise((resolve) => setImmediate(resolve)); // a cancellation is heard here
  }
  return result;
}

/** The mean of the rows of each text's features, `[texts, dimensions]`. Fails with `CANCELLED`. */
export async function meanRows(
  model: Pick<LabelWeights, 'dimensions' | 'input'>,
  count: number,
  rowsOf: (text: number) => ArrayLike<number>,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (fraction: number) => void },
): Promise<Float32Array> {
  const meanOf = createTextMean(model);
  const means = new Float32Array(count * model.dimensions);
  for (let first = 0; first < count; first += TEXTS_AT_ONCE) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Computing vectors was cancelled.');
    const end = Math.min(count, first + TEXTS_AT_ONCE);
    model.input.use((read) => {
      for (let text = first; text < end; text++) means.set(meanOf(rowsOf(text), read), text * model.dimensions);
    });
    onProgress?.(end / count);
    await new Promise((resolve) => setImmediate(resolve)); // a cancellation is heard here
  }
  return means;
}
