// Recurrent layers with PyTorch's equations, gate order and weight names. Each cell is a function from one step to the
// next; sequences, gradients through time and speed come from `scan`.

import { add, chunk, concat, fill, matmul, mul, reshape, sigmoid, sub, tanh, where } from '../graph/ops';
import { scan } from '../graph/scan';
import type { Value } from '../graph/value';
import { dropout, type Mode } from './dropout';
import { uniform } from './initializers';
import type { Bound, ParameterSpec } from './parameters';

export type Cell = 'rnn' | 'lstm' | 'gru';

interface CellParameters {
  weightInput: Value; // [gates*hidden, inputs]
  weightHidden: Value; // [gates*hidden, hidden]
  biasInput: Value; // [gates*hidden]
  biasHidden: Value; // [gates*hidden]
}

type State = Readonly<Record<string, Value>>;

/** One step: state [batch, hidden] each, x [batch, inputs]. */
type Step = (p: CellParameters, state: State, x: Value) => State;

const project = (x: Value, weight: Value): Value => matmul(x, weight, { transposeB: true });

/** h' = tanh(W_ih·x + b_ih + W_hh·h + b_hh) (Elman 1990) */
const rnnStep: Step = (p, { h }, x) => {
  const fromInput = add(project(x, p.weightInput), add(p.biasInput, p.biasHidden));
  return { h: tanh(add(project(h, p.weightHidden), fromInput)) };
};

/** Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000; gates in the order i, f, g, o. */
const lstmStep: Step = (p, { h, c }, x) => {
  const fromInput = add(project(x, p.weightInput), add(p.biasInput, p.biasHidden));
  const gates = add(project(h, p.weightHidden), fromInput); // [batch, 4*hidden]
  const [i, f, g, o] = chunk(gates, 4); // each [batch, hidden]
  const cell = add(mul(sigmoid(f), c), mul(sigmoid(i), tanh(g)));
  return { h: mul(sigmoid(o), tanh(cell)), c: cell };
};

/** Cho et al. 2014 in PyTorch's form: gates in the order r, z, n, with the reset gate after the hidden product. */
const gruStep: Step = (p, { h }, x) => {
  const [ri, zi, ni] = chunk(add(project(x, p.weightInput), p.biasInput), 3); // each [batch, hidden]
  const [rh, zh, nh] = chunk(add(project(h, p.weightHidden), p.biasHidden), 3);
  const r = sigmoid(add(ri, rh));
  const z = sigmoid(add(zi, zh));
  const n = tanh(add(ni, mul(r, nh)));
  return { h: add(mul(sub(1, z), n), mul(z, h)) };
};

const CELLS: Record<Cell, { gates: number; states: readonly string[]; step: Step }> = {
  rnn: { gates: 1, states: ['h'], step: rnnStep },
  lstm: { gates: 4, states: ['h', 'c'], step: lstmStep },
  gru: { gates: 3, states: ['h'], step: gruStep },
};

export interface RecurrentOptions {
  cell: Cell;
  inputs: number;
  hidden: number;
  layers: number;
  bidirectional: boolean;
}

type RecurrentParameters = Record<string, ParameterSpec>;

const directionsOf = ({ bidirectional }: RecurrentOptions): readonly ('' | '_reverse')[] =>
  bidirectional ? ['', '_reverse'] : [''];

/** `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`, then `_reverse`, `_l1`, ...; U(±1/√hidden). */
export function recurrentParameters(options: RecurrentOptions): RecurrentParameters {
  const { cell, inputs, hidden, layers } = options;
  const initialize = uniform(1 / Math.sqrt(hidden));
  const rows = CELLS[cell].gates * hidden;
  const directions = directionsOf(options);
  const parameters: RecurrentParameters = {};
  for (let layer = 0; layer < layers; layer++)
    for (const direction of directions) {
      const width = layer === 0 ? inputs : directions.length * hidden;
      parameters[`weight_ih_l${layer}${direction}`] = { shape: [rows, width], initialize };
      parameters[`weight_hh_l${layer}${direction}`] = { shape: [rows, hidden], initialize };
      parameters[`bias_ih_l${layer}${direction}`] = { shape: [rows], initialize };
      parameters[`bias_hh_l${layer}${direction}`] = { shape: [rows], initialize };
    }
  return parameters;
}

export interface RecurrentRun {
  /** [time, batch] bool, false at padding: such a step leaves the state as it is, and its output is 0. */
  mask?: Value;
  /** First states by layer and direction, zeros otherwise: `[layers*directions]` records of [batch, hidden]. */
  initial?: readonly State[];
  /** Between layers, as in PyTorch. */
  dropout?: { rate: number; stream: string; mode: Mode };
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
  const { states, step } = CELLS[options.cell];
  const batch = x.shape[1];
  const last: State[] = [];
  let sequence = x;
  for (let layer = 0; layer < options.layers; layer++) {
    if (layer > 0 && run.dropout)
      sequence = dropout(sequence, { ...run.dropout, stream: `${run.dropout.stream}.${layer}` });
    const outputs = directionsOf(options).map((direction) => {
      const named = (name: string): Value => p[`${name}_l${layer}${direction}`];
      const weights: CellParameters = {
        weightInput: named('weight_ih'),
        weightHidden: named('weight_hh'),
        biasInput: named('bias_ih'),
        biasHidden: named('bias_hh'),
      };
      const zeros = (): State =>
        Object.fromEntries(states.map((state) => [state, fill(0, [batch, options.hidden], x.dtype)]));
      const result = scan(
        (state: State, one: { x: Value }) => step(weights, state, one.x),
        run.initial?.[last.length] ?? zeros(),
        { x: sequence },
        { reverse: direction === '_reverse', mask: run.mask, name: `${options.cell} layer ${layer}${direction}` },
      );
      last.push(result.last);
      return result.states.h;
    });
    const output = concat(outputs, 2); // [time, batch, directions*hidden]
    sequence = run.mask ? where(reshape(run.mask, [...run.mask.shape, 1]), output, 0) : output;
  }
  return { output: sequence, last };
}
