// What a masked language model learns from, for programs elsewhere.

import type { StoredTensor } from '../../store/safetensors';
import { ragged, vector, type TrainingMaterial } from '../../train/trainingMaterial';
import type { AroundMasked } from './around';
import type { MaskedText } from './maskedText';
import type { TextPieces } from './textPieces';

interface Given extends Pick<AroundMasked, 'masking'> {
  parts: Readonly<Record<string, TextPieces | undefined>>;
  masked: MaskedText;
  batchSize: number;
  maxLength: number;
}

const ROLES = ['never', 'begins', 'inside'];

/** Fails with `DISK`. */
export function maskedMaterial({ parts, masked, masking, batchSize, maxLength }: Given): TrainingMaterial {
  const data = new Map<string, StoredTensor>();
  for (const [name, pieces] of Object.entries(parts)) {
    const texts = Array.from({ length: pieces?.lengths.length ?? 0 }, (_, i) => pieces?.read(i) ?? new Int32Array());
    const { values, starts } = ragged(texts);
    data.set(`${name}.ids`, values).set(`${name}.starts`, starts);
  }
  data.set('roles', vector(Int32Array.from(masked.roles, (role) => ROLES.indexOf(role))));
  data.set('ordinary', vector(masked.ordinary));
  return { data, reading: { batchSize, maxLength, masking, maskId: masked.mask }, objective: {} };
}
