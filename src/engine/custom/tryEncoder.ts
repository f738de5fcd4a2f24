// Builds an encoder that a person wrote once, forwards and backwards, as its training will: what is wrong shows before data are read.

import { gradients } from '../graph/differentiate';
import { input, sum } from '../graph/ops';
import type { WrittenEncoder } from '../models/encoders/encoder';
import { bind, flatten, nest } from '../nn/parameters';

/** Any numbers do: nothing is computed. */
const SIZES = { vocabulary: 100, longest: 100 };

/** Fails as the encoder does. */
export function tryEncoder(written: WrittenEncoder): void {
  const { parameters, encode } = written(SIZES);
  const values = bind(flatten(parameters), 'float32');
  const inputs = {
    ids: input('ids', 'int32', ['time', 'batch']),
    mask: input('mask', 'bool', ['time', 'batch']),
  };
  const { states } = encode(nest(parameters, values), inputs, 'training');
  gradients(sum(states), Object.values(values));
}
