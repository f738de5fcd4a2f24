// Recurrent layers with PyTorch's equations, gate order and weight names. Each cell is a function from one step to the
// next; sequences, gradients through time and speed come from `scan`.

import { addDims } from '../graph/dims';
import {
  add,
  affine,
  and,
  chunk,
  concat,
  fill,
  mul,
  not,
  reshape,
  sigmoid,
  slice,
  sub,
  sum,
  tanh,
  where,
} from '../graph/ops';
import { markerOf, showBeside, type Marker } from '../graph/marks';
import { scan } from '../graph/scan';
import type { Value } from '../graph/value';
import type { LayerPlace } from '../../protocol/network';
import { dropout, type Mode } from './dropout';
import { uniform } from './initializers';
import type { Bound, ParameterSpec } from './parameters';
import { gateBias, stateWeights, type RecurrentStart } from './recurrentStart';

export type Cell = 'rnn' | 'lstm' | 'gru';

interface CellParameters {
  weightInput: Value; // [gates*hidden, inputs]
  weightHidden: Value; // [gates*hidden, hidden]
  biasInput: Value; // [gates*hidden]
  biasHidden: Value; // [gates*hidden]
}

export type State = Readonly<Record<string, Value>>;

/** One step: state [batch, hidden] each, x [batch, inputs]. @param named marks what the step makes, [batch, hidden] each */
type Step = (p: CellParameters, state: State, x: Value, named: Named) => State;

type Named = (name: Parameters<Marker>[0], value: Value) => Value;

/** W·x + c, for rows x [batch, inputs] */
const project = (x: Value, weight: Value, c: Value): Value => affine(x, weight, c, { transposeB: true });

/** h' = tanh(W_ih·x + b_ih + W_hh·h + b_hh) (Elman 1990) */
const rnnStep: Step = (p, { h }, x, named) => {
  const fromInput = project(x, p.weightInput, add(p.biasInput, p.biasHidden));
  return { h: named('hiddenState', tanh(project(h, p.weightHidden, fromInput))) };
};

/** Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000; gates in the order i, f, g, o. */
const lstmStep: Step = (p, { h, c }, x, named) => {
  const fromInput = project(x, p.weightInput, add(p.biasInput, p.biasHidden));
  const gates = project(h, p.weightHidden, fromInput); // [batch, 4*hidden]
  const [i, f, g, o] = chunk(gates, 4); // each [batch, hidden]
  const kept = mul(named('forgetGate', sigmoid(f)), c);
  const entering = mul(named('inputGate', sigmoid(i)), named('candidate', tanh(g)));
  const cell = named('cellState', add(kept, entering));
  return { h: named('hiddenState', mul(named('outputGate', sigmoid(o)), tanh(cell))), c: cell };
};

/** Cho et al. 2014 in PyTorch's form: gates in the order r, z, n, with the reset gate after the hidden product. */
const gruStep: Step = (p, { h }, x, named) => {
  const [ri, zi, ni] = chunk(project(x, p.weightInput, p.biasInput), 3); // each [batch, hidden]
  const [rh, zh, nh] = chunk(project(h, p.weightHidden, p.biasHidden), 3);
  const r = named('resetGate', sigmoid(add(ri, rh)));
  const z = named('updateGate', sigmoid(add(zi, zh)));
  const n = named('newState', tanh(add(ni, mul(r, nh))));
  return { h: named('hiddenState', add(n, mul(z, sub(h, n)))) }; // (1 − z)·n + z·h
};

/** @param place left out: nothing is marked */
function namesIn(place: LayerPlace | undefined): Named {
  const marked = markerOf(place);
  return (name, value) => marked(name, value, ['batch', 'unit']);
}

/** `forgetGate`: which of the gates keeps the cell. */
const CELLS: Record<Cell, { gates: number; forgetGate?: number; states: readonly string[]; step: Step }> = {
  rnn: { gates: 1, states: ['h'], step: rnnStep },
  lstm: { gates: 4, forgetGate: 1, states: ['h', 'c'], step: lstmStep },
  gru: { gates: 3, states: ['h'], step: gruStep },
};

export interface RecurrentOptions {
  cell: Cell;
  inputs: number;
  hidden: number;
  layers: number;
  bidirectional: boolean;
  /** Each direction reads the other way. */
  reversed?: boolean;
  /** First values, where they are not PyTorch's. */
  start?: RecurrentStart;
}

export type RecurrentParameters = Record<string, ParameterSpec>;

/** The names of a cell's states. */
export const statesOf = (cell: Cell): readonly string[] => CELLS[cell].states;

const directionsOf = ({ bidirectional }: RecurrentOptions): readonly ('' | '_reverse')[] =>
  bidirectional ? ['', '_reverse'] : [''];

/** `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`, then `_reverse`, `_l1`, ...; U(±1/√hidden) where `start` says nothing else. */
export function recurrentParameters(options: RecurrentOptions): RecurrentParameters {
  const { cell, inputs, hidden, layers, start = {} } = options;
  const { gates, forgetGate } = CELLS[cell];
  const initialize = uniform(1 / Math.sqrt(hidden));
  const rows = gates * hidden;
  const directions = directionsOf(options);
  const parameters: RecurrentParameters = {};
  for (let layer = 0; layer < layers; layer++)
    for (const direction of directions) {
      const width = layer === 0 ? inputs : directions.length * hidden;
      parameters[`weight_ih_l${layer}${direction}`] = { shape: [rows, width], initialize };
      parameters[`weight_hh_l${layer}${direction}`] = {
        shape: [rows, hidden],
        initialize: stateWeights(hidden, start),
      };
      parameters[`bias_ih_l${layer}${direction}`] = {
        shape: [rows],
        initialize: gateBias(hidden, start, forgetGate),
      };
      parameters[`bias_hh_l${layer}${direction}`] = { shape: [rows], initialize };
    }
  return parameters;
}

export interface RecurrentRun {
  /** [time, batch] bool, false at padding: such a step leaves the state as it is, and its output is 0. */
  mask?: Value;
  /** Where the padding is, if it is known to be on one side: the same results for less work. */
  padding?: 'before' | 'after';
  /** First states by layer and direction, zeros otherwise: `[layers*directions]` records of [batch, hidden]. */
  initial?: readonly State[];
  /** Between layers, as in PyTorch. */
  dropout?: { rate: number; stream: string; mode: Mode };
  /** Of models that read and write: which half this is. */
  part?: LayerPlace['part'];
}

export interface RecurrentResult {
  /** The top layer at every step, [time, batch, directions*hidden], the forward half first. */
  output: Value;
  /** Final states, layer 0 forward, layer 0 reverse, layer 1 forward, ...; [batch, hidden] each. */
  last: State[];
}

/** x [time, batch, inputs] */
export function recurrent(
  p: Bound<RecurrentParameters>,
  x: Value,
  options: RecurrentOptions,
  run: RecurrentRun = {},
): RecurrentResult {
  const { cell, bidirectional } = options;
  const { states } = CELLS[cell];
  const zeros = fill(0, [x.shape[1], options.hidden], x.dtype); // [batch, hidden]
  const last: State[] = [];
  let sequence = x;
  for (let layer = 0; layer < options.layers; layer++) {
    const place: LayerPlace = { kind: cell, number: layer, ...(run.part && { part: run.part }) };
    if (layer > 0 && run.dropout)
      sequence = dropout(sequence, { ...run.dropout, stream: `${run.dropout.stream}.${layer}` });
    const outputs = directionsOf(options).map((direction) => {
      const weights = cellParameters(p, layer, direction);
      const initial = run.initial?.[last.length] ?? Object.fromEntries(states.map((state) => [state, zeros]));
      const result = scanLayer(weights, sequence, initial, {
        ...{ cell, mask: run.mask, reverse: (direction === '_reverse') !== (options.reversed ?? false) },
        place: { ...place, ...(bidirectional && { direction: direction === '' ? 'forward' : 'backward' }) },
        padding: run.initial ? undefined : run.padding,
        name: `${cell} layer ${layer}${direction}`,
      });
      last.push(result.last);
      return result.output;
    });
    const output = concat(outputs, 2); // [time, batch, directions*hidden]
    const used = run.mask ? where(reshape(run.mask, [...run.mask.shape, 1]), output, 0) : output;
    sequence = markerOf(place)('output', used, ['time', 'batch', 'unit']);
    for (const { h } of last.slice(-outputs.length)) showBeside(h, sequence);
  }
  return { output: sequence, last };
}

function cellParameters(p: Bound<RecurrentParameters>, layer: number, direction: '' | '_reverse'): CellParameters {
  const named = (name: string): Value => p[`${name}_l${layer}${direction}`];
  return {
    weightInput: named('weight_ih'),
    weightHidden: named('weight_hh'),
    biasInput: named('bias_ih'),
    biasHidden: named('bias_hh'),
  };
}

/**
 * One step of a stack of layers in one direction, for a loop that does more than this.
 * @param states by layer, [batch, hidden] each
 * @param x [batch, inputs]
 * @param between what happens to the output of a layer on its way to the next, say dropout
 * @param part marks what the step makes, as in this half of a model
 */
export function recurrentStep(
  p: Bound<RecurrentParameters>,
  states: readonly State[],
  x: Value,
  cell: Cell,
  between: (output: Value, layer: number) => Value = (output) => output,
  part?: LayerPlace['part'],
): State[] {
  let input = x;
  return states.map((state, layer) => {
    const named = namesIn(part && { kind: cell, part, number: layer });
    const next = CELLS[cell].step(
      cellParameters(p, layer, ''),
      state,
      layer > 0 ? between(input, layer) : input,
      named,
    );
    input = next.h;
    return next;
  });
}

interface LayerRun {
  cell: Cell;
  mask: Value | undefined;
  padding: RecurrentRun['padding'];
  reverse: boolean;
  place: LayerPlace;
  name: string;
}

/** One layer in one direction. Outputs at padding are not meant to be used. */
function scanLayer(
  p: CellParameters,
  x: Value,
  initial: State,
  { cell, mask, padding, reverse, place, name }: LayerRun,
): { output: Value; last: State } {
  const { step } = CELLS[cell];
  const named = namesIn(place);
  const plainStep = (state: State, one: { x: Value }): State => step(p, state, one.x, named);
  if (!mask || !padding) {
    const { states, last } = scan(plainStep, initial, { x }, { reverse, mask, name });
    return { output: states.h, last };
  }
  // Padding that is met after the text changes nothing that is used but the last state, which is that of the last token.
  if ((padding === 'after') !== reverse) {
    const { states } = scan(plainStep, initial, { x }, { reverse, name });
    const isLast = lastTokens(mask, reverse); // [time, batch, 1]
    return { output: states.h, last: mapState(states, (sequence) => sum(where(isLast, sequence, 0), [0])) };
  }
  // Padding that is met before the text must leave the states at 0, where they start.
  const maskedStep = (state: State, one: { x: Value; token: Value }): State =>
    mapState(step(p, state, one.x, named), (next) => where(reshape(one.token, [...one.token.shape, 1]), next, 0));
  const { states, last } = scan(maskedStep, initial, { x, token: mask }, { reverse, name });
  return { output: states.h, last };
}

/** True at the token of each text that is met last: mask [time, batch] -> [time, batch, 1] */
function lastTokens(mask: Value, reverse: boolean): Value {
  const [time, batch] = mask.shape;
  const none = fill(0, [1, batch], 'bool');
  const followed = reverse
    ? concat([none, slice(mask, 0, 0, addDims(time, -1))], 0)
    : concat([slice(mask, 0, 1, time), none], 0); // [time, batch]
  return reshape(and(mask, not(reshape(followed, mask.shape))), [time, batch, 1]);
}

function mapState(state: State, map: (value: Value) => Value): State {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, map(value)]));
}
