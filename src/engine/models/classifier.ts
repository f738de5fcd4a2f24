// What the classification task needs of a model.

import type { Mode } from '../nn/dropout';
import type { Bound, FlatParameters, ParameterTree } from '../nn/parameters';
import type { Encoded, TokenInputs } from './encoders/encoder';
import type { Labelled } from './heads/label';

export interface Classifier<T extends ParameterTree = FlatParameters> {
  readonly parameters: T;
  forward(parameters: Bound<T>, inputs: TokenInputs, mode: Mode): Labelled & Pick<Encoded, 'attention'>;
}
