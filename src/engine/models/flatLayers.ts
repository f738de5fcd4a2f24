// Layers whose parameters are a tree of their own, and the same over parameters that lie side by side: what holds any model sees these.

import type { Mode } from '../nn/dropout';
import { flatten, nest, type Bound, type FlatParameters, type ParameterTree } from '../nn/parameters';
import type { DecodingLayers } from './sequence/sequenceModel';

interface Layers<T extends ParameterTree, Inputs, Outputs> extends DecodingLayers<T> {
  forward(parameters: Bound<T>, inputs: Inputs, mode: Mode): Outputs;
}

export function overFlatParameters<T extends ParameterTree, Inputs, Outputs>(
  layers: Layers<T, Inputs, Outputs>,
): Layers<FlatParameters, Inputs, Outputs> {
  const placed = (values: Bound<FlatParameters>): Bound<T> => nest(layers.parameters, values);
  return {
    parameters: flatten(layers.parameters),
    forward: (values, inputs, mode) => layers.forward(placed(values), inputs, mode),
    encode: (values, inputs) => layers.encode(placed(values), inputs),
    step: (values, inputs) => layers.step(placed(values), inputs),
  };
}
