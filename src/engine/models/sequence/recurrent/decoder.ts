// How a recurrent sequence model reads its source, and a step of its decoder.

import type { LayerPlace } from '../../../../protocol/network';
import { markerOf } from '../../../graph/marks';
import { add, concat, fill, mean, mul, reshape, tanh } from '../../../graph/ops';
import type { Value } from '../../../graph/value';
import type { AttentionMemory } from '../../../nn/attention';
import { dropout, type Mode } from '../../../nn/dropout';
import { embedding } from '../../../nn/embedding';
import { linear } from '../../../nn/linear';
import { recurrent, recurrentStep, statesOf, type State } from '../../../nn/recurrent';
import type { Bound, FlatParameters, Tracked } from '../../../nn/parameters';
import type { Named, SourceInputs } from '../sequenceModel';
import { tableOf } from '../texts';
import type { Design, Parameters } from './design';

/** What the decoder carries from step to step: its layers' states, and the attentional vector as `fed`. */
export type Carried = Named;

/** What happens to the output of a layer on its way to the next. */
export type Between = (output: Value, layer: number) => Value;

type Memory = AttentionMemory | undefined;
type Dim = Value['shape'][number];

/** The source as attention sees it, what the decoder carries first, and what became of running averages. */
interface EncodedSource {
  memory: Memory;
  carried: Carried;
  tracked: Tracked[];
}

export function encodeSource(design: Design, p: Parameters, inputs: SourceInputs, mode: Mode): EncodedSource {
  if (p.pictures) return encodePicture(design, p, p.pictures, inputs, mode);
  const { source, sourceMask } = inputs;
  const { options, attention, padding, layersOfSource } = design;
  if (!p.encoder) throw new Error('There is nothing that reads the source.');
  const drop = (stream: string) => ({ rate: options.dropout, stream, mode });
  const embedded = dropout(embedding(tableOf(p, 'source'), source, 'encoder'), drop('source embedding'));
  const run = { mask: sourceMask, padding, dropout: drop('encoder'), part: 'encoder' as const };
  const { output: states, last } = recurrent(p.encoder, embedded, layersOfSource, run); // [sourceTime, batch, encoded]
  return {
    memory: p.attention && attention?.memory(p.attention, states, sourceMask),
    carried: { ...bridged(design, p, last), ...nothingFed(design, sourceMask) },
    tracked: [],
  };
}

const nothingFed = ({ feeding, answer }: Design, { shape: [, batch] }: Value): Carried =>
  feeding ? { fed: fill(0, [batch, answer], 'float32') } : {};

/**
 * With attention the places are the memory, and the decoder begins with their mean (Xu et al. 2015, 3.1.2); without it their mean is
 * what the decoder reads before the first word (Vinyals et al. 2015, 3.1).
 */
function encodePicture(
  design: Design,
  p: Parameters,
  pictures: Bound<FlatParameters>,
  { source, sourceMask }: SourceInputs,
  mode: Mode,
): EncodedSource {
  const { options, attention, reader, names } = design;
  if (!reader) throw new Error('This model reads no pictures.');
  const { places, tracked } = reader.read(pictures, source, mode);
  const seen = dropout(places, { rate: options.dropout, stream: 'places', mode });
  const whole = mean(seen, [0]); // [batch, width of a place]
  const fed = nothingFed(design, sourceMask);
  if (p.picture_word) {
    const zeros = fill(0, [sourceMask.shape[1], options.hidden], 'float32');
    const nothing = Object.fromEntries(names.map((name) => [name, zeros]));
    return { memory: undefined, carried: advance(design, p, nothing, linear(p.picture_word, whole)).carried, tracked };
  }
  const last = Array.from({ length: options.layers }, () => ({ h: whole, c: whole }));
  const carried = { ...bridged({ ...design, directions: 1 }, p, last), ...fed };
  return { memory: p.attention && attention?.memory(p.attention, seen, sourceMask), carried, tracked };
}

/** @param last layer 0 forward, layer 0 reverse, layer 1 forward, ... */
function bridged({ options, directions, names }: Design, p: Parameters, last: readonly State[]): Carried {
  const marked = markerOf({ kind: 'bridge' });
  const states = names.map((name): [string, Value] => {
    const [state, layer] = [name[0], Number(name.slice(1))];
    const ends = last.slice(layer * directions, (layer + 1) * directions).map((each) => each[state]);
    const first = (value: Value): [string, Value] => [name, marked('first', value, ['batch', 'unit'])];
    if (p.bridge) return first(tanh(linear(p.bridge[name], concat(ends, 1))));
    const sum = ends.reduce((a, b) => add(a, b));
    return first(options.bridge === 'zero' ? mul(sum, 0) : sum);
  });
  return Object.fromEntries(states);
}

/** The layers alone: x [rows, embedding] -> top [rows, hidden] */
export function advance(
  { options: { type: cell, layers }, feeding }: Design,
  p: Parameters,
  carried: Carried,
  x: Value,
  between?: Between,
): { carried: Carried; top: Value } {
  const input = feeding ? concat([x, carried.fed], 1) : x;
  const before = Array.from({ length: layers }, (_, layer) =>
    Object.fromEntries(statesOf(cell).map((state) => [state, carried[`${state}${layer}`]])),
  );
  const states = recurrentStep(p.decoder, before, input, cell, between, 'decoder');
  const after = states.flatMap((state, layer) =>
    Object.entries(state).map(([name, value]) => [`${name}${layer}`, value] as const),
  );
  return { carried: Object.fromEntries(after), top: states[layers - 1].h };
}

const COMBINING: LayerPlace = { kind: 'hidden', part: 'decoder' };

/** tops [batch, rows, hidden] -> the attentional vectors [batch, rows, answer], weights [batch, rows, sourceTime] */
export function look(
  { attention }: Design,
  p: Parameters,
  tops: Value,
  memory: Memory,
): { found: Value; weights?: Value } {
  if (!p.combine) return { found: tops };
  const named = (vector: Value): Value => markerOf(COMBINING)('attentional', vector, ['batch', 'time', 'unit']);
  if (!memory || !p.attention || !attention) return { found: named(tanh(linear(p.combine, tops))) };
  const attended = attention.attend(p.attention, tops, memory);
  return { found: named(tanh(linear(p.combine, concat([attended.context, tops], 2)))), weights: attended.weights };
}

/** One whole step: x [batch*beam, embedding] -> vector [batch*beam, answer], weights [batch, beam, sourceTime] */
export function step(
  design: Design,
  p: Parameters,
  carried: Carried,
  x: Value,
  { memory, batch, beam, between }: { memory: Memory; batch: Dim; beam: Dim; between?: Between },
): { carried: Carried; vector: Value; weights?: Value } {
  const { carried: states, top } = advance(design, p, carried, x, between);
  const [rows] = top.shape;
  const { found, weights } = look(design, p, reshape(top, [batch, beam, design.options.hidden]), memory);
  const vector = reshape(found, [rows, design.answer]);
  return { carried: design.feeding ? { ...states, fed: vector } : states, vector, weights };
}
