// A masked language model as classes of another program build it.

import { encoderOf, type StatesOptions } from '../../models/encoders/createEncoder';
import { createMaskedModel } from '../../models/maskedModel';
import type { PortableNetwork } from '../portableNetwork';

export function portableMasked(model: StatesOptions, sizes: { vocabulary: number; longest: number }): PortableNetwork {
  const { parameters, filling } = createMaskedModel(model, { ...sizes, padding: 'after' });
  return {
    kind: 'masked',
    ...{ model, sizes, parameters },
    encoder: encoderOf(model).build({ ...sizes, padding: 'after' }).parameters,
    output: filling().logProbabilities,
    ids: { ids: sizes.vocabulary },
  };
}
