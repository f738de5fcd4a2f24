// A masked language model that reads pairs of texts, too, and learns whether the second is the one behind the first: the second objective of
// BERT (Devlin et al. 2019, 3.1), or of ALBERT, where the two may have changed places (Lan et al. 2020). Which pairs there are is the
// business of whoever feeds them.

import { add, fill, input, mul } from '../graph/ops';
import type { Value } from '../graph/value';
import type { Mode } from '../nn/dropout';
import { binaryCrossEntropy } from '../nn/losses';
import { bind, flatten, nest, type Bound, type FlatParameters } from '../nn/parameters';
import type { StatesOptions } from './encoders/createEncoder';
import type { Encoded } from './encoders/encoded';
import type { EncoderContext } from './encoders/encoder';
import { followsLogits, followsParameters } from './heads/follows';
import { chosenRows, maskedLayers, maskedPrograms, type MaskedModel } from './maskedModel';
import { segmentReader } from './segments';

/**
 * The loss is that of the masked tokens and `weight` times the mean binary
 * cross entropy of whether the second text follows. Parameters: those of the model without pairs, `segments.weight` where the encoder
 * has no such vectors, and those of the head, which begin with `follows.`.
 */
export function createPairedModel(
  options: StatesOptions,
  context: EncoderContext,
  { weight }: { weight: number },
): MaskedModel {
  const { encoder, parameters: alone, logitsOf } = maskedLayers(options, context);
  const reader = segmentReader(encoder, 2);
  const head = { follows: followsParameters(encoder.width) };
  const parameters = { ...alone, ...reader.parameters, ...flatten(head) };
  const learned = (): Bound<FlatParameters> => bind(parameters, 'float32');
  const tokens = () => ({
    ids: input('ids', 'int32', ['time', 'batch']),
    mask: input('mask', 'bool', ['time', 'batch']),
  });
  const pairs = (values: Bound<FlatParameters>, mode: Mode): Encoded =>
    reader.encode(values, { ...tokens(), segments: input('segments', 'int32', ['time', 'batch']) }, mode);
  /** A text that stands alone is a first one. */
  const single = (values: Bound<FlatParameters>): Encoded =>
    reader.encode(values, { ...tokens(), segments: fill(0, ['time', 'batch'], 'int32') }, 'inference');
  const scores = (values: Bound<FlatParameters>, { states }: Encoded): Value =>
    followsLogits(nest(head, values).follows, states, tokens().mask);
  const atPlaces = (values: Bound<FlatParameters>): Value => logitsOf(values, chosenRows(single(values)));
  return {
    parameters,
    loss(values) {
      const encoded = pairs(values, 'training');
      const follows = binaryCrossEntropy(scores(values, encoded), input('follows', 'float32', ['batch']));
      return add(maskedPrograms.loss(logitsOf(values, chosenRows(encoded))), mul(follows, weight));
    },
    judging: () => maskedPrograms.judging(atPlaces(learned())),
    following() {
      const values = learned();
      return { scores: scores(values, pairs(values, 'inference')) };
    },
    filling: () => maskedPrograms.filling(atPlaces(learned())),
    traced() {
      const values = learned();
      return maskedPrograms.traced(logitsOf(values, single(values).states));
    },
    attention: () => maskedPrograms.attention(single(learned())),
  };
}
