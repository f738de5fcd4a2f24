// The programs of a sequence-to-sequence model: the loss in training; figures and attention for a known target; and for
// decoding the encoder and one step of the decoder. All inputs are named here and nowhere else.

import { argMax, cast, equal, gatherRows, input, logSoftmax, mul, not, pick, reshape, where } from '../../graph/ops';
import { mark } from '../../graph/marks';
import { multiplyDims, sizeOf } from '../../graph/dims';
import type { Value } from '../../graph/value';
import { crossEntropy } from '../../nn/losses';
import { bind, type Bound, type ParameterTree, type Tracked } from '../../nn/parameters';
import { PAD } from '../../text/vocabulary';
import { allPlaces } from '../pictures/pictureReader';
import { bestParts } from './bestParts';
import type { DecodingLayers, Encoded, Named, SequenceInputs, SequenceModel, SourceInputs } from './sequenceModel';

type Sourced = Pick<DecodingLayers, 'source'>;

/** `source` [sourceTime, batch] int32, `sourceMask` [sourceTime, batch] bool; of pictures `source` [batch, ...shape] float32 alone. */
const sourceInputs = ({ source }: Sourced): SourceInputs =>
  source
    ? { source: input('source', 'float32', ['batch', ...source.shape]), sourceMask: allPlaces(source, 'batch') }
    : {
        source: input('source', 'int32', ['sourceTime', 'batch']),
        sourceMask: input('sourceMask', 'bool', ['sourceTime', 'batch']),
      };

/** Also `target` and `labels` [time, batch] int32. */
const pairInputs = (model: Sourced): SequenceInputs & { labels: Value } => ({
  ...sourceInputs(model),
  target: input('target', 'int32', ['time', 'batch']),
  labels: input('labels', 'int32', ['time', 'batch']),
});

export interface SequenceLossOptions {
  labelSmoothing: number;
  /** The decoder is sometimes given its own guess; needs also `teacher` [time, batch] bool. */
  ownGuesses: boolean;
}

/** The mean cross entropy of a token, padding does not count; and what a batch makes of running averages. */
export function sequenceLoss<T extends ParameterTree>(
  model: SequenceModel<T>,
  parameters: Bound<T>,
  { labelSmoothing, ownGuesses }: SequenceLossOptions,
): { loss: Value; tracked: readonly Tracked[] } {
  const { labels, ...inputs } = pairInputs(model);
  const teacher = ownGuesses ? input('teacher', 'bool', ['time', 'batch']) : undefined;
  const { logits, tracked = [] } = model.forward(parameters, { ...inputs, teacher }, 'training');
  return { loss: crossEntropy(logits, labels, { ignore: PAD, smoothing: labelSmoothing }), tracked };
}

/**
 * Figures of known targets. Outputs: `logProbabilities` [time, batch], that of each label, 0 at padding; `right` [time,
 * batch], 1 where the label is the most probable token.
 */
export function scoringProgram<T extends ParameterTree>(model: SequenceModel<T>): Record<string, Value> {
  const { labels, ...inputs } = pairInputs(model);
  const { logits } = model.forward(bind(model.parameters, 'float32'), inputs, 'inference');
  const counts = not(equal(labels, PAD)); // [time, batch]
  const logProbabilities = pick(logSoftmax(logits), labels);
  const isRight = mul(cast(equal(cast(argMax(logits, -1), 'int32'), labels), 'float32'), cast(counts, 'float32'));
  return { logProbabilities: where(counts, logProbabilities, 0), right: isRight };
}

/** The log probabilities [time, batch, vocabulary] of the target's tokens: what a picture of the network shows. */
export function tracedProgram<T extends ParameterTree>(model: SequenceModel<T>): Value[] {
  const { logits } = model.forward(bind(model.parameters, 'float32'), pairInputs(model), 'inference');
  return [
    mark(logSoftmax(logits), {
      ...{ name: 'logProbabilities', layer: { kind: 'output' }, axes: ['time', 'batch', 'class'] },
    }),
  ];
}

/** As the scoring program, and every attention: `<kind>.<layer>` [batch, heads, rows, columns]. */
export function attentionProgram<T extends ParameterTree>(model: SequenceModel<T>): Record<string, Value> {
  const { labels, ...inputs } = pairInputs(model);
  const { logits, attention } = model.forward(bind(model.parameters, 'float32'), inputs, 'inference');
  const maps = attention.map(({ kind, layer, weights }) => [`${kind}.${layer}`, weights] as const);
  return { logProbabilities: pick(logSoftmax(logits), labels), ...Object.fromEntries(maps) };
}

const prefixed = (prefix: string, values: Named): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]));

function encoded<T extends ParameterTree>(model: DecodingLayers<T>): Encoded {
  return model.encode(bind(model.parameters, 'float32'), sourceInputs(model));
}

/** Outputs: `memory.*` and the first `state.*`. */
export function encoderProgram<T extends ParameterTree>(model: DecodingLayers<T>): Record<string, Value> {
  const { memory, state } = encoded(model);
  return { ...prefixed('memory', memory), ...prefixed('next', state) };
}

/**
 * One step for several hypotheses of each sentence. Inputs: `tokens` [batch, beam] int32, `parents` [batch*beam] int32 (which row
 * of the state before each hypothesis continues), `position` [1] int32, `memory.*` [batch, ...], `state.*` [previous, ...],
 * `past.*` [batch, heads, slots, depth] and `pastBias` [batch, beam, slots], see `Past`. Outputs: `logProbabilities`
 * [batch*beam, vocabulary], `next.*`, `present.*` [batch, heads, beam, depth], and `attention` [batch*beam, sourceTime] where
 * there is any. With `best`, instead of all probabilities, `bestParts` [batch*beam, best] int32 and `bestLogProbabilities`
 * [batch*beam, best, width], see `BestParts`; then `rowNumbers` [batch*beam, 1] int32, 0, 1, 2, ..., is an input too.
 */
export function stepProgram<T extends ParameterTree>(
  model: DecodingLayers<T>,
  { best }: { best?: number } = {},
): Record<string, Value> {
  const { memory, state, past = {} } = encoded(model); // only to know their types
  const rows = multiplyDims('batch', 'beam');
  const parents = input('parents', 'int32', [rows]);
  const memoryInputs = mapNamed(memory, (value, name) => input(`memory.${name}`, value.dtype, value.shape));
  const stateInputs = mapNamed(state, (value, name) => {
    const rest = value.shape.slice(1);
    const before = input(`state.${name}`, value.dtype, ['previous', ...rest]);
    const table = reshape(before, ['previous', sizeOf(rest)]);
    return reshape(gatherRows(table, parents), [rows, ...rest]);
  });
  const slots = mapNamed(past, ({ dtype, shape: [batch, heads, , depth] }, name) =>
    input(`past.${name}`, dtype, [batch, heads, 'slots', depth]),
  );
  const result = model.step(bind(model.parameters, 'float32'), {
    memory: memoryInputs,
    state: stateInputs,
    past: { slots, bias: input('pastBias', 'float32', ['batch', 'beam', 'slots']) },
    tokens: input('tokens', 'int32', ['batch', 'beam']),
    position: input('position', 'int32', [1]),
  });
  const all = logSoftmax(result.logits);
  return {
    ...(best === undefined ? { logProbabilities: all } : bestOutputs(all, best)),
    ...prefixed('next', result.state),
    ...prefixed('present', result.present ?? {}),
    ...(result.attention ? { attention: result.attention } : {}),
  };
}

function bestOutputs(logProbabilities: Value, count: number): Record<string, Value> {
  const rowNumbers = input('rowNumbers', 'int32', [logProbabilities.shape[0], 1]);
  const best = bestParts(logProbabilities, rowNumbers, count);
  return { bestParts: best.parts, bestLogProbabilities: best.logProbabilities };
}

function mapNamed(values: Named, map: (value: Value, name: string) => Value): Named {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value, name)]));
}
