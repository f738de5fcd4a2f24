// A fastText classifier as the named arrays of a checkpoint, and back.

import { LabError } from '../../../../protocol/labError';
import type { ClassifierModel } from '../../../embeddings/classifier/classifierModel';
import { hashes } from '../../../embeddings/classifier/settings';
import { TextFeatures } from '../../../embeddings/classifier/textFeatures';
import {
  rowsInMemory,
  withoutPadding,
  type FastTextModel,
  type LabelWeights,
} from '../../../embeddings/classifier/textModel';
import { UsedBuckets } from '../../../embeddings/classifier/usedBuckets';
import { matrixOf } from '../../../embeddings/wordModel';
import type { Feeds } from '../../../runtime/session';
import type { NamedTensors } from '../../../store/safetensors';
import type { FastTextDictionary } from './dictionary';
import type { FastTextOptions } from './schema';
import { featureSettingsOf, rowOfUsed } from './trainingData';

/**
 * Views of `input` [words and used buckets, D up to the next 4] and `output` [labels, the same], float32; and `buckets`, which those are,
 * in order.
 */
export function fastTextTensors(model: ClassifierModel, buckets: Int32Array<ArrayBuffer>): Feeds {
  const { rowFloats } = model;
  const matrix = (place: ClassifierModel['input']): Feeds[string] => ({
    ...{ dtype: 'float32', shape: [place.rows, rowFloats] },
    data: matrixOf(model, place) as Float32Array<ArrayBuffer>,
  });
  return {
    ...{ input: matrix(model.input), output: matrix(model.output) },
    ...(buckets.length > 0 && { buckets: { dtype: 'int32', shape: [buckets.length], data: buckets } }),
  };
}

export interface StoredWeights extends LabelWeights {
  used: UsedBuckets;
  usedCount: number;
}

/** A model that is asked about texts. Fails as `storedWeights`. */
export function fastTextOf(
  stored: NamedTensors,
  options: FastTextOptions,
  dictionary: FastTextDictionary,
  file: string,
): FastTextModel & StoredWeights {
  const weights = storedWeights(stored, options, dictionary, file);
  const settings = featureSettingsOf(options);
  const known = { words: dictionary.words, rowOfBucket: rowOfUsed(weights.used, weights.usedCount) };
  return { ...weights, settings, features: new TextFeatures(known, settings) };
}

/**
 * The numbers alone, for rows of features that are there. Fails with `INVALID_FILE` when an array is missing, or of another size than the
 * experiment and its dictionary want.
 */
export function storedWeights(
  stored: NamedTensors,
  options: FastTextOptions,
  { words, labels, labelCounts }: FastTextDictionary,
  file: string,
): StoredWeights {
  const { dimensions, loss } = options;
  const settings = featureSettingsOf(options);
  const rowFloats = 4 * Math.ceil(dimensions / 4);
  const invalid = (reason: string): LabError =>
    new LabError('INVALID_FILE', `"${file}" does not belong to this model: ${reason}. Train the run again.`, { file });
  const used = new UsedBuckets(hashes(settings) ? settings.buckets : 0);
  const buckets = stored.get('buckets')?.data ?? new Int32Array(0);
  for (const bucket of buckets) {
    if (typeof bucket !== 'number' || bucket < 0 || bucket >= used.buckets)
      throw invalid(`there is no bucket ${bucket}`);
    used.add(bucket);
  }
  const usedCount = used.count();
  const matrix = (name: string, rows: number): Float32Array => {
    const found = stored.get(name);
    if (!(found?.data instanceof Float32Array)) throw invalid(`the tensor "${name}" is missing`);
    if (found.shape.join() !== [rows, rowFloats].join())
      throw invalid(`"${name}" is [${found.shape.join(', ')}] instead of [${rows}, ${rowFloats}]`);
    return found.data;
  };
  const output = withoutPadding(matrix('output', labels.length), dimensions, rowFloats);
  return {
    ...{ loss, dimensions, labels, labelCounts, output, used, usedCount },
    input: rowsInMemory(matrix('input', words.length + usedCount), dimensions, rowFloats),
  };
}

/** A model in training as one that judges; its input is looked at where it lies. */
export function weightsOf(
  model: ClassifierModel,
  { loss }: Pick<FastTextOptions, 'loss'>,
  { labels, labelCounts }: Pick<FastTextDictionary, 'labels' | 'labelCounts'>,
): LabelWeights {
  const { dimensions, rowFloats } = model;
  return {
    ...{ loss, dimensions, labels, labelCounts },
    input: rowsInMemory(matrixOf(model, model.input), dimensions, rowFloats),
    output: withoutPadding(matrixOf(model, model.output), dimensions, rowFloats),
  };
}

/** Puts a checkpoint's arrays back. Fails with `INVALID_FILE` for a checkpoint of other data. */
export function restoreFastText(model: ClassifierModel, stored: NamedTensors): void {
  for (const name of ['input', 'output'] as const) {
    const into = matrixOf(model, model[name]);
    const data = stored.get(name)?.data;
    if (!(data instanceof Float32Array) || data.length !== into.length)
      throw new LabError('INVALID_FILE', `The checkpoint does not fit this experiment: "${name}" is missing or of another size.`); // prettier-ignore
    into.set(data);
  }
}
