// What a model of texts learns from, for programs elsewhere.

import type { KeptTexts } from '../../data/encodedTexts';
import { SEPARATOR } from '../../data/joinedTexts';
import type { TextsRead } from '../../models/classifier';
import type { ReadingModel } from '../../models/textClassifier';
import type { Feeds } from '../../runtime/session';
import type { TrainingOptions } from '../../schema/training';
import type { StoredTensor } from '../../store/safetensors';
import { idsOf } from '../../store/tokenStore';
import { vector, type TrainingMaterial } from '../../train/trainingMaterial';

interface Given<Part> {
  parts: Readonly<Record<string, { part: Part; texts: KeptTexts; count: number }>>;
  reads: TextsRead;
  training: TrainingOptions;
  model: ReadingModel;
  targets(part: Part, examples: Int32Array): Feeds;
  objective: TrainingMaterial['objective'];
}

export function textMaterial<Part>({
  parts,
  reads: { apart, segments },
  training,
  model,
  targets,
  objective,
}: Given<Part>): TrainingMaterial {
  const data = new Map<string, StoredTensor>();
  let target = '';
  for (const [name, { part, texts, count }] of Object.entries(parts)) {
    data.set(`${name}.ids`, vector(idsOf(texts.ids))).set(`${name}.starts`, vector(texts.starts));
    const found =
      count > 0
        ? targets(
            part,
            Int32Array.from({ length: count }, (_, i) => i),
          )
        : {};
    for (const [own, { shape, data: values }] of Object.entries(found)) {
      target = own;
      data.set(`${name}.${own}`, { shape, data: values });
    }
  }
  const { batchSize, maxLength, padTo = 'batch', padding } = training;
  const readsPadding = 'mask' in model && model.mask === false;
  return {
    data,
    reading: {
      ...{ texts: apart, readsSegments: segments, separator: SEPARATOR, batchSize, maxLength, target },
      ...{ padsToLongest: padTo === 'maxLength', padsBefore: readsPadding && padding === 'before' },
    },
    objective,
  };
}
