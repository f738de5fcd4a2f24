// Two texts read as one sequence: each token says of which it is, by a vector that is added to its own where the encoder has no such
// vectors itself.

import { embedding, embeddingParameters } from '../nn/embedding';
import type { Mode } from '../nn/dropout';
import type { Bound, FlatParameters } from '../nn/parameters';
import type { Encoded, TokenInputs } from './encoders/encoded';
import type { Encoder } from './encoders/encoder';

const SEGMENTS = 'segments.weight';

interface SegmentReader {
  /** Beside those of the encoder. */
  readonly parameters: FlatParameters;
  /** @param inputs with `segments`; without them a text is read alone */
  encode(values: Bound<FlatParameters>, inputs: TokenInputs, mode: Mode): Encoded;
}

/** @param texts of a sequence */
export function segmentReader(encoder: Encoder, texts: number): SegmentReader {
  if (encoder.readsSegments) return { parameters: {}, encode: encoder.encode };
  const [, width] = encoder.parameters['embedding.weight'].shape;
  return {
    parameters: {
      [SEGMENTS]: embeddingParameters({ vocabulary: texts, width: Number(width), deviation: 0.1 }).weight,
    },
    encode(values, inputs, mode) {
      const added = inputs.segments && embedding({ weight: values[SEGMENTS] }, inputs.segments);
      return encoder.encode(values, added ? { ...inputs, added } : inputs, mode);
    },
  };
}
