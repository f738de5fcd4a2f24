// The programs of a neural language model over windows of text: the loss in training, and what it says of texts. All inputs are named
// here and nowhere else.

import {
  cast,
  gatherRows,
  greater,
  input,
  logSoftmax,
  mul,
  neg,
  negativeLogLikelihood,
  pick,
  reshape,
  sum,
} from '../../graph/ops';
import { mark } from '../../graph/marks';
import { multiplyDims, type Dim } from '../../graph/dims';
import type { Value } from '../../graph/value';
import { TEACHER, taughtLoss, type TaughtOptions } from '../../nn/distillation';
import { crossEntropy } from '../../nn/losses';
import { withStates } from '../../nn/stateLoss';
import { sampledLoss } from '../../nn/sampledSoftmax';
import type { OutputLayerOptions, SampledLayerOptions } from '../../schema/outputLayer';
import { bind, type Bound, type FlatParameters } from '../../nn/parameters';
import type { Named } from '../sequence/sequenceModel';
import type { LanguageNetwork, WindowInputs } from './languageLayers';

/** The input that reads a state. */
export const carriedName = (state: string): string => `carried.${state}`;

/** The output that gives it to the next window, where texts are scored. */
export const leftName = (state: string): string => `left.${state}`;

const byName = (values: Named, nameOf: (state: string) => string): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [nameOf(name), value]));

/** `ids` [time, batch] int32, and `carried.*` [batch, width] of networks that carry states */
function windowInputs({ states }: LanguageNetwork, batch: Dim): WindowInputs {
  const carried = Object.entries(states).map(([name, width]) => [
    name,
    input(carriedName(name), 'float32', [batch, width]),
  ]);
  return { ids: input('ids', 'int32', ['time', batch]), carried: Object.fromEntries(carried) as Named };
}

/**
 * The mean cross entropy of the tokens `labels` [time, batch] int32; and of networks that carry states these, by the names of their
 * inputs. Then `continues` [] float32 is an input too: 1 where the states belong before this batch, 0 at a beginning.
 * @param batch windows of every batch
 * @param how `taught`: with a teacher, whose scores `teacher` [time, batch, vocabulary] float32 are fed, and with its states what `withStates` needs;
 * `layer`: where that draws tokens,
 * `samples` [samples] int32 and, as `sampledLoss` has them, `sampleRates` [samples] and `labelRates` [time, batch] float32 are inputs
 */
export function languageLoss(
  network: LanguageNetwork,
  parameters: Bound<FlatParameters>,
  batch: number,
  { taught, layer = { type: 'full' } }: { taught?: TaughtOptions; layer?: OutputLayerOptions } = {},
): { loss: Value; carried: Record<string, Value> } {
  const { ids, carried } = windowInputs(network, batch);
  const kept = Object.entries(carried).map(([name, value]) => [name, mul(value, input('continues', 'float32', []))]);
  const inputs = { ids, carried: Object.fromEntries(kept) as Named };
  const outputs = network.forward(parameters, inputs, 'training');
  const { logits } = outputs;
  const labels = input('labels', 'int32', ['time', batch]);
  const right = layer.type === 'full' ? crossEntropy(logits, labels) : drawnLoss(outputs, labels, layer);
  if (!taught) return { loss: right, carried: byName(outputs.carried, carriedName) };
  const answered = taughtLoss(right, { logits, teacher: input(TEACHER, 'float32', logits.shape) }, taught);
  return { loss: withStates(answered, outputs.hidden, taught.states), carried: byName(outputs.carried, carriedName) };
}

function drawnLoss(
  { hidden, output }: Pick<ReturnType<LanguageNetwork['forward']>, 'hidden' | 'output'>,
  labels: Value,
  { type, samples: count }: SampledLayerOptions,
): Value {
  const labelRates = input('labelRates', 'float32', labels.shape);
  const drawn = {
    samples: input('samples', 'int32', [count]),
    sampleRates: input('sampleRates', 'float32', [count]),
  };
  return sampledLoss(output, { hidden, labels, labelRates }, drawn, type);
}

interface Read {
  /** [time, batch, vocabulary] */
  logits: Value;
  /** [time, batch] int32 */
  labels: Value;
  left: Record<string, Value>;
  attention: readonly Value[];
}

function read(network: LanguageNetwork): Read {
  const inputs = windowInputs(network, 'batch');
  const { logits, carried, attention } = network.forward(bind(network.parameters, 'float32'), inputs, 'inference');
  return { logits, labels: input('labels', 'int32', ['time', 'batch']), left: byName(carried, leftName), attention };
}

/** Outputs: `logProbabilities` [time, batch] of the tokens `labels` [time, batch] int32, and the states `left.*`. */
export function scoringProgram(network: LanguageNetwork): Record<string, Value> {
  const { logits, labels, left } = read(network);
  return { logProbabilities: neg(negativeLogLikelihood(logits, labels)), ...left };
}

/** As `scoringProgram`, and `ranks` [time, batch] float32, how many tokens are more probable; `all` [time, batch, vocabulary]. */
export function rankingProgram(network: LanguageNetwork): Record<string, Value> {
  const { logits, labels, left } = read(network);
  const all = logSoftmax(logits);
  const logProbabilities = pick(all, labels);
  const isGreater = greater(all, reshape(logProbabilities, ['time', 'batch', 1]));
  return { logProbabilities, ranks: sum(cast(isGreater, 'float32'), [2]), all, ...left };
}

/** The log probabilities [time, batch, vocabulary] of the token after each position: what a picture of the network shows. */
export const tracedProgram = (network: LanguageNetwork): Value[] => [
  mark(logSoftmax(read(network).logits), {
    ...{ name: 'logProbabilities', layer: { kind: 'output' }, axes: ['time', 'batch', 'class'] },
  }),
];

/** Log probabilities `next` [batch, vocabulary] of the token behind the inputs `at` [batch] int32, rows of [time · batch]. */
export function nextProgram(network: LanguageNetwork): Record<string, Value> {
  const { logits } = network.forward(bind(network.parameters, 'float32'), windowInputs(network, 'batch'), 'inference');
  const [time, batch, vocabulary] = logits.shape;
  const rows = reshape(logits, [multiplyDims(time, batch), vocabulary]);
  return { next: logSoftmax(gatherRows(rows, input('at', 'int32', ['batch']))) };
}

/** The states [time, batch, width] that the output layer reads, and the states `left.*`. */
export function statesProgram(network: LanguageNetwork): Record<string, Value> {
  const inputs = windowInputs(network, 'batch');
  const { hidden, carried } = network.forward(bind(network.parameters, 'float32'), inputs, 'inference');
  return { hidden, ...byName(carried, leftName) };
}

/** As `scoringProgram`, and every attention over a window: `layer.<number>` [batch, heads, time, time]. */
export function attentionProgram(network: LanguageNetwork): Record<string, Value> {
  const { logits, labels, attention } = read(network);
  const maps = attention.map((weights, layer) => [`layer.${layer}`, weights] as const);
  return { logProbabilities: neg(negativeLogLikelihood(logits, labels)), ...Object.fromEntries(maps) };
}
