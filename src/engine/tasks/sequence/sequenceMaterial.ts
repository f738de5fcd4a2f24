// What a sequence-to-sequence model learns from, for programs elsewhere.

import type { EncodedPairs } from '../../data/pairBatches';
import type { StoredTensor } from '../../store/safetensors';
import { BOS, EOS } from '../../text/vocabulary';
import { vector, type TrainingMaterial } from '../../train/trainingMaterial';
import type { SequenceExperiment } from './schema';

export function sequenceMaterial(
  parts: Readonly<Record<string, EncodedPairs>>,
  { batchSize, batchTokens, maxLength, labelSmoothing }: SequenceExperiment['training'],
): TrainingMaterial {
  const data = new Map<string, StoredTensor>();
  for (const [name, pairs] of Object.entries(parts))
    for (const side of ['source', 'target'] as const) {
      const { ids, starts } = pairs[side];
      data.set(`${name}.${side}`, vector(ids)).set(`${name}.${side}_starts`, vector(starts));
    }
  return {
    data,
    reading: { batchSize, batchTokens, maxLength, begin: BOS, end: EOS },
    objective: { labelSmoothing },
  };
}
