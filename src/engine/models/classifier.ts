// What the classification task needs of a model family. A family is one file that gives such a record.

import type { Value } from '../graph/value';
import type { Mode } from '../nn/dropout';
import type { Bound, ParameterTree } from '../nn/parameters';

export interface ClassifierInputs {
  /** Token ids, [time, batch] int32. */
  ids: Value;
  /** False at padding, [time, batch] bool. */
  mask: Value;
}

export interface Classifier {
  readonly parameters: ParameterTree;
  /** logits [batch, classes]; attention weights [time, batch] where the model has them */
  forward(parameters: Bound<ParameterTree>, inputs: ClassifierInputs, mode: Mode): { logits: Value; weights?: Value };
}
