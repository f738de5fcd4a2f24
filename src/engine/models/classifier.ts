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

/** What a family is told besides its own options. */
export interface ClassifierContext {
  /** Tokens known, the special ones included. */
  vocabulary: number;
  classes: number;
  /** The side on which texts are padded, where it is always the same one. */
  padding?: 'before' | 'after';
}

export interface Classifier {
  readonly parameters: ParameterTree;
  /**
   * logits [batch, classes]; attention weights [time, batch] where the model pools by them; the attention of each layer,
   * [batch, heads, time, time], where tokens look at each other
   */
  forward(
    parameters: Bound<ParameterTree>,
    inputs: ClassifierInputs,
    mode: Mode,
  ): { logits: Value; weights?: Value; attention?: readonly Value[] };
}
