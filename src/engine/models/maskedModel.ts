// A masked language model: an encoder, whose parameters have the names that they have in classifiers, and the head that says which
// token stands where one was masked. The softmax over the vocabulary is made at the chosen places alone.

import { multiplyDims } from '../graph/dims';
import { mark } from '../graph/marks';
import { argMax, cast, gatherRows, input, logSoftmax, pick, reshape } from '../graph/ops';
import type { Value } from '../graph/value';
import type { Mode } from '../nn/dropout';
import { crossEntropy } from '../nn/losses';
import { bind, flatten, nest, type Bound, type FlatParameters } from '../nn/parameters';
import { encoderOf, type StatesOptions } from './encoders/createEncoder';
import type { Encoded } from './encoders/encoded';
import type { Encoder, EncoderContext } from './encoders/encoder';
import { maskedLogits, maskedParameters } from './heads/masked';

/** The label of a place that does not count: batches are filled up with such. */
export const NO_TOKEN = -100;

export interface MaskedModel {
  readonly parameters: FlatParameters;
  /**
   * The mean cross entropy at the chosen places. Inputs: `ids` [time, batch] int32, `mask` [time, batch] bool, `places` [chosen]
   * int32, rows of [time · batch], and `labels` [chosen] int32, the tokens that stood there, or `NO_TOKEN`. Of pairs `segments`
   * [time, batch] int32 and `follows` [batch] float32, 1 where the second text is the one behind the first, are inputs too, and what
   * is said of that counts.
   */
  loss(parameters: Bound<FlatParameters>): Value;
  /**
   * Of each place the log probability of `labels`, which are all tokens, and the most probable token; [chosen]. The same inputs. Of models
   * that detect replaced tokens also `replaced` [time, batch] bool, and the logits of that.
   */
  judging(): Record<'logProbabilities' | 'best', Value> & Partial<Record<'replaced' | 'replacedScores', Value>>;
  /** Of pairs, `ids`, `mask` and `segments`: the logit [batch] of the second text being the one behind the first; of models of pairs. */
  following?(): Record<'scores', Value>;
  /** Of each place the log probabilities of all tokens, [chosen, vocabulary]; without `labels`. */
  filling(): Record<'logProbabilities', Value>;
  /** The log probabilities [time, batch, vocabulary] of every place: what a picture of the network shows; without `places`. */
  traced(): Value[];
  /** How tokens look at each other: `layer0`, `layer1`, ... [batch, heads, time, time]; undefined of encoders in which they do not. */
  attention(): Record<string, Value> | undefined;
}

/** A masked language model over values that it is given. */
interface MaskedLayers {
  readonly encoder: Encoder;
  /** The encoder's, then those of the head, which begin with `masked.`. */
  readonly parameters: FlatParameters;
  /** Of all tokens: states [..., width] -> [..., vocabulary] */
  logitsOf(values: Bound<FlatParameters>, states: Value): Value;
  /** Of all tokens at the chosen places, [chosen, vocabulary]. */
  logits(values: Bound<FlatParameters>, mode: Mode): Value;
  /** Of all tokens at every place, [time, batch, vocabulary]. */
  everywhere(values: Bound<FlatParameters>): Value;
}

export function maskedLayers(options: StatesOptions, context: EncoderContext): MaskedLayers {
  const encoder = encoderOf(options).build(context);
  const [vocabulary, vectors] = encoder.parameters['embedding.weight'].shape;
  const head = { masked: maskedParameters({ vocabulary, vectors, width: encoder.width }) };
  /** states [..., width] -> [..., vocabulary] */
  const logitsOf = (values: Bound<FlatParameters>, states: Value): Value =>
    maskedLogits(nest(head, values).masked, { weight: values['embedding.weight'] }, states);
  return {
    encoder,
    parameters: { ...encoder.parameters, ...flatten(head) },
    logitsOf,
    logits: (values, mode) => logitsOf(values, chosenRows(encoded(encoder, values, mode))),
    everywhere: (values) => logitsOf(values, encoded(encoder, values, 'inference').states),
  };
}

export const encoded = (encoder: Encoder, values: Bound<FlatParameters>, mode: Mode): Encoded =>
  encoder.encode(
    values,
    { ids: input('ids', 'int32', ['time', 'batch']), mask: input('mask', 'bool', ['time', 'batch']) },
    mode,
  );

/** The states of the chosen places, [chosen, width]. */
export function chosenRows({ states }: Encoded): Value {
  const [time, batch, width] = states.shape;
  const rows = reshape(states, [multiplyDims(time, batch), width]);
  return gatherRows(rows, input('places', 'int32', ['chosen']));
}

const labels = (): Value => input('labels', 'int32', ['chosen']);

/** What is asked of logits [chosen, vocabulary]. */
export const maskedPrograms = {
  loss: (logits: Value): Value => crossEntropy(logits, labels(), { ignore: NO_TOKEN }),
  judging: (logits: Value) => ({
    logProbabilities: pick(logSoftmax(logits), labels()),
    best: cast(argMax(logits, 1), 'int32'),
  }),
  filling: (logits: Value) => ({ logProbabilities: logSoftmax(logits) }),
  traced: (logits: Value) => [
    mark(logSoftmax(logits), {
      ...{ name: 'logProbabilities', layer: { kind: 'output' }, axes: ['time', 'batch', 'class'] },
    }),
  ],
  attention({ attention }: Encoded): Record<string, Value> | undefined {
    return attention && Object.fromEntries(attention.map((weights, layer) => [`layer${layer}`, weights]));
  },
};

export function createMaskedModel(options: StatesOptions, context: EncoderContext): MaskedModel {
  const { encoder, parameters, logits, everywhere } = maskedLayers(options, context);
  const learned = (): Bound<FlatParameters> => bind(parameters, 'float32');
  return {
    parameters,
    loss: (values) => maskedPrograms.loss(logits(values, 'training')),
    judging: () => maskedPrograms.judging(logits(learned(), 'inference')),
    filling: () => maskedPrograms.filling(logits(learned(), 'inference')),
    traced: () => maskedPrograms.traced(everywhere(learned())),
    attention: () => maskedPrograms.attention(encoded(encoder, learned(), 'inference')),
  };
}
