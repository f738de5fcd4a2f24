// What tasks that give texts labels or numbers need of a model.

import type { Value } from '../graph/value';
import type { Mode } from '../nn/dropout';
import type { Bound, FlatParameters, ParameterTree } from '../nn/parameters';
import type { Encoded, TokenInputs } from './encoders/encoded';
import type { Labelled } from './heads/label';
import type { VectorsOfTexts } from './heads/pooled';

/** How the texts of an example go in. */
export interface TextsRead {
  /** So many texts of each example are encoded by themselves, side by side in a batch. */
  apart: number;
  /** Whether each token says of which text it is. */
  segments: boolean;
}

/** What a model is asked by. */
export interface Inference {
  /** [batch, width] */
  answers: Value;
  /** By what the states were weighed, laid out as the ids; of attention pooling. */
  weights?: Value;
}

export interface Classifier<T extends ParameterTree = FlatParameters> {
  readonly parameters: T;
  /** Left out: one text. */
  readonly reads?: TextsRead;
  /** The answer is a cosine of vectors, which their lengths do not change. */
  readonly isCosine?: true;
  forward(parameters: Bound<T>, inputs: TokenInputs, mode: Mode): Labelled & Pick<Encoded, 'attention'>;
  /** What the states of texts become before the head answers, its own way first. Of pairs that are read apart: of each text. */
  vectors(parameters: Bound<T>, inputs: TokenInputs): VectorsOfTexts;
}
