// What a network of a person's found in the pictures of each part, in the folder of a run: it is found once, also where a training is stopped
// and goes on.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import type { EncodedPairs } from '../../data/pairBatches';
import { nodeFiles } from '../../store/nodeFiles';
import { runFiles, type RunDocument } from '../../store/runFolder';
import { readSafetensors, safetensorsChunks, type SafetensorsContent } from '../../store/safetensors';

interface KeptFeatures {
  values: Float32Array;
  /** The SHA-256 of the pictures, and of the network. */
  foundWith: string;
}

/** Of a part; there is nothing of parts without pictures, or where the file was cleaned away. Fails with `INVALID_FILE` and `DISK`. */
export function keptFeatures(runFolder: string | undefined): (part: string) => KeptFeatures | undefined {
  const content = runFolder === undefined ? undefined : contentOf(path.join(runFolder, runFiles.features));
  return (part) => {
    const values = content?.tensors.get(part)?.data;
    const foundWith = content?.metadata.get(part);
    return values instanceof Float32Array && foundWith !== undefined ? { values, foundWith } : undefined;
  };
}

function contentOf(file: string): SafetensorsContent | undefined {
  if (!nodeFiles.stat(file)) return undefined;
  try {
    return readSafetensors(nodeFiles, file);
  } catch (error) {
    if (!(error instanceof LabError) || error.code !== 'INVALID_FILE') throw error;
    throw new LabError('INVALID_FILE', `${error.message} Delete it: what is in it is found anew.`, { file });
  }
}

/** The file. */
export function featuresDocument(parts: Readonly<Record<string, { encoded: EncodedPairs }>>): RunDocument {
  const found = Object.entries(parts).filter(([, { encoded }]) => encoded.source.starts.length > 1);
  const tensors = found.map(([part, { encoded }]) => {
    const { ids, starts, numbered } = encoded.source;
    const shape = [starts.length - 1, ...(numbered?.shape ?? [])];
    return [part, { shape, data: ids as Float32Array }] as const; // [pictures, rows, columns, numbers]
  });
  const metadata = found.map(([part, { encoded }]) => [part, encoded.source.foundWith ?? '']);
  return safetensorsChunks(new Map(tensors), Object.fromEntries(metadata));
}
