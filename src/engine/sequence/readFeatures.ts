// What another network found in pictures, by the names that a table or a person gives.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { NamedPicture } from '../pictures/readPictures';
import type { FeatureOptions } from '../schema/pictureSource';
import { nodeFiles } from '../store/nodeFiles';
import { openSafetensors } from '../store/safetensors';

export interface FeatureReading extends Pick<FeatureOptions, 'features' | 'shape'> {
  /** Where the path of the file begins. */
  baseFolder: string;
  signal?: AbortSignal;
}

export const numbersOfFeatures = ({ shape }: { shape: readonly number[] }): number => shape.reduce((a, b) => a * b, 1);

/** Tensors between two looks whether the reading is to stop. */
const AT_ONCE = 256;

/**
 * In their order, `[pictures, ...shape]`; of the file those alone are read. Fails with `NOT_FOUND`, `INVALID_FILE`, `INVALID_DATA` (a tensor is
 * missing, of another shape, or not finite), `DISK` or `CANCELLED`.
 */
export async function readFeatures(
  named: readonly NamedPicture[],
  { features, shape, baseFolder, signal }: FeatureReading,
): Promise<{ values: Float32Array; sha256: string }> {
  const file = path.resolve(baseFolder, features);
  const each = numbersOfFeatures({ shape });
  const values = new Float32Array(named.length * each);
  const tensors = openSafetensors(nodeFiles, file);
  try {
    for (const [i, picture] of named.entries()) {
      if (i % AT_ONCE === 0) await new Promise(setImmediate);
      if (signal?.aborted) throw new LabError('CANCELLED', 'Reading the features was cancelled.');
      const { source } = picture;
      const failed = (message: string): LabError => new LabError('INVALID_DATA', message, placeOf(picture, file));
      const found = tensors.read(source);
      if (!found) throw failed(`"${file}" has no tensor "${source}". Name those that are in it.`);
      if (found.shape.join() !== shape.join())
        throw failed(
          `The tensor "${source}" of "${file}" is [${found.shape.join(', ')}], and "data.source.shape" says [${shape.join(', ')}].`,
        );
      const { data } = found;
      if (!(data instanceof Float32Array || data instanceof Float64Array))
        throw failed(`The tensor "${source}" of "${file}" has no float32 or float64 numbers.`);
      values.set(data, i * each);
      if (!values.subarray(i * each, (i + 1) * each).every(Number.isFinite))
        throw failed(`The tensor "${source}" of "${file}" has numbers that are not finite.`);
    }
  } finally {
    tensors.close();
  }
  return { values, sha256: createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex') };
}

const placeOf = ({ file, line }: NamedPicture, features: string): { file: string; line?: number } =>
  file === undefined ? { file: features } : { file, ...(line !== undefined && { line }) };
