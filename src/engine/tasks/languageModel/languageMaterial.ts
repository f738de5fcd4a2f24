// What a language model learns from, for programs elsewhere.

import type { StoredTensor } from '../../store/safetensors';
import type { TokenPart } from '../../store/tokenStore';
import { vector, type TrainingMaterial } from '../../train/trainingMaterial';

interface Given {
  parts: Readonly<Record<string, TokenPart | undefined>>;
  begin: number;
  context: number;
  batchSize: number;
  carries: boolean;
}

/** Fails with `DISK`. */
export function languageMaterial({ parts, begin, context, batchSize, carries }: Given): TrainingMaterial {
  const data = new Map<string, StoredTensor>();
  for (const [name, part] of Object.entries(parts)) {
    const ids = new Int32Array(part?.length ?? 0);
    if (ids.length > 0) part?.read(0, ids);
    data.set(`${name}.ids`, vector(ids));
  }
  return { data, reading: { batchSize, context, carries, begin }, objective: { carries } };
}
