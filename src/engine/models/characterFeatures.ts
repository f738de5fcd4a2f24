// The characters of a token as a vector: read from both ends by LSTMs (Lample et al. 2016), or by filters that each see a few in a row,
// of which the strongest place counts (dos Santos and Zadrozny 2014, Ma and Hovy 2016).

import { cast, mul, reshape } from '../graph/ops';
import type { Value } from '../graph/value';
import { convolution, convolutionParameters } from '../nn/convolution';
import { dropout, type Mode } from '../nn/dropout';
import { embedding, embeddingParameters } from '../nn/embedding';
import type { Bound } from '../nn/parameters';
import { maxPooling } from '../nn/pooling';
import { recurrent, recurrentParameters, type RecurrentOptions, type RecurrentParameters } from '../nn/recurrent';

export const CHARACTER_READERS = ['lstm', 'cnn'] as const;

export interface CharacterOptions {
  type: (typeof CHARACTER_READERS)[number];
  /** Width of the characters' vectors. */
  embedding: number;
  /** Width of an LSTM's state in each direction, or filters. */
  hidden: number;
  /** Characters that a filter sees. */
  window: number;
}

export type CharacterTree = {
  embedding: ReturnType<typeof embeddingParameters>;
  lstm?: RecurrentParameters;
  convolution?: ReturnType<typeof convolutionParameters>;
};

interface CharacterReader {
  readonly parameters: CharacterTree;
  /** Of the vectors for a token together. */
  readonly width: number;
  /** ids, mask [length, words] -> vectors [words, ...] */
  read(parameters: Bound<CharacterTree>, ids: Value, mask: Value, mode: Mode): Value[];
}

/** @param vocabulary how many characters there are, number 0 included @param rate share of their vectors' values that is dropped */
export function characterReader(
  { type, embedding: inputs, hidden, window }: CharacterOptions,
  { vocabulary, rate }: { vocabulary: number; rate: number },
): CharacterReader {
  const table = embeddingParameters({ vocabulary, width: inputs, deviation: 0.1 });
  const lstm: RecurrentOptions = { cell: 'lstm', inputs, hidden, layers: 1, bidirectional: true };
  const isLstm = type === 'lstm';
  return {
    width: isLstm ? 2 * hidden : hidden,
    parameters: isLstm
      ? { embedding: table, lstm: recurrentParameters(lstm) }
      : { embedding: table, convolution: convolutionParameters({ inputs, filters: hidden, window }) },
    read(p, ids, mask, mode) {
      const vectors = dropout(embedding(p.embedding, ids), { rate, stream: 'characters', mode });
      if (p.lstm) return recurrent(p.lstm, vectors, lstm, { mask, padding: 'after' }).last.map(({ h }) => h);
      if (!p.convolution) return [];
      const counted = cast(reshape(mask, [...mask.shape, 1]), vectors.dtype);
      return [maxPooling(convolution(p.convolution, mul(vectors, counted)), mask)];
    },
  };
}
