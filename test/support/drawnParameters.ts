// Parameters of a model for tests: drawn evenly between ±0.6.

import { listParameters, type ParameterTree } from '../../src/engine/nn/parameters';
import type { Feeds } from '../../src/engine/runtime/session';
import { tensor } from '../../src/engine/runtime/tensor';
import type { RandomNumbers } from '../faults/randomNumbers';
import { countOf } from './numeric/ndArray';

export function drawnParameters(tree: ParameterTree, random: RandomNumbers): Feeds {
  const draw = (): number => 1.2 * (random.next() - 0.5);
  return Object.fromEntries(
    listParameters(tree).map(([name, { shape }]) => {
      const data = Float32Array.from({ length: countOf(shape) }, draw);
      return [name, tensor('float32', shape, data)];
    }),
  );
}
