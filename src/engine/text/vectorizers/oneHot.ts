// The one-hot rows of a text's words (Keras' `to_categorical`), one behind the other and without the zeros.

import { wholeCutter, type Analyzer, type WordCutter } from './analyzer';

/**
 * A feature for each word at each place, `3:film`: a text is the rows of `to_categorical` of its words, laid end to end,
 * with the columns that no text has left out. Places count from 1; the filling behind a short text has none.
 */
export function createPositionAnalyzer({ maxLength, ...cutter }: WordCutter & { maxLength: number }): Analyzer {
  return {
    ...wholeCutter(cutter),
    maxLength,
    features(tokens, emit) {
      for (let i = 0; i < Math.min(tokens.length, maxLength); i++) emit(`${i + 1}:${tokens[i]}`, i, 1);
    },
  };
}
