// What is looked at inside a network, as a program beside the training step: values by their marks, and what comes back of the loss to
// each state, from the same loss and the same differentiation. It is run only in watched steps.

import type { Watched, WatchedTensor } from '../../../protocol/gradients';
import type { AxisKind } from '../../../protocol/network';
import type { TensorName } from '../../../protocol/networkNames';
import { gradientsInside } from '../../graph/differentiate';
import { markedValues, type MarkedValue } from '../../graph/marks';
import { abs, add, div, log, max, maximum, mul, neg, reshape, sqrt, sum } from '../../graph/ops';
import { makeProgram, type Program } from '../../graph/program';
import type { Value } from '../../graph/value';

export interface WatchPlan {
  program: Program;
  /** What its outputs are of. */
  outputs: readonly WatchedOutput[];
}

export interface WatchedOutput extends WatchedTensor {
  /** Of the program. */
  output: string;
  /** `gradient`: norms [time, batch]; `values`: [time, batch, unit]; `entropy`: [batch, heads, rows]. */
  of: 'gradient' | 'values' | 'entropy';
}

const STATES: readonly TensorName[] = ['embedding', 'placed', 'hiddenState', 'cellState', 'block', 'found'];
export const GATES: readonly TensorName[] = ['inputGate', 'forgetGate', 'outputGate', 'resetGate', 'updateGate'];
/** They are 0 for what does not concern them. */
export const UNITS: readonly TensorName[] = ['inner', 'found', 'hiddenLayer'];
/** Between −1 and 1. */
export const BOUNDED: readonly TensorName[] = ['hiddenState', 'candidate', 'newState'];
const SPREAD: readonly TensorName[] = [...STATES, ...GATES, ...UNITS, ...BOUNDED];

/** @param loss a scalar, made anew: what is asked of its loops must not change the training's program */
export function planWatch(loss: Value, what: readonly Watched[]): WatchPlan {
  const marked = markedValues([loss]);
  const found: Record<string, Value> = {};
  const outputs: WatchedOutput[] = [];
  const give = (of: WatchedOutput['of'], { mark: { name, layer } }: MarkedValue, value: Value): void => {
    const output = `${of}.${outputs.length}`;
    found[output] = value;
    outputs.push({ name, layer, output, of });
  };
  const named = (names: readonly TensorName[]): MarkedValue[] =>
    marked.filter(({ mark: { name } }) => names.includes(name));
  if (what.includes('steps')) {
    const states = named(STATES).filter(({ mark }) => hasAxes(mark.axes, ['time', 'batch', 'unit']));
    const asked = states.map(({ made, value }) => ({ value: made, outside: value }));
    gradientsInside(loss, asked).forEach((gradient, i) => give('gradient', states[i], normOfRows(gradient)));
  }
  if (what.includes('activations'))
    for (const each of named(SPREAD))
      if (hasAxes(each.mark.axes, ['time', 'batch', 'unit'])) give('values', each, each.value);
      else if (hasAxes(each.mark.axes, ['batch', 'unit'])) give('values', each, withTime(each.value));
  if (what.includes('attention'))
    for (const each of named(['weights']))
      if (hasAxes(each.mark.axes, ['batch', 'head', 'time', 'time'])) give('entropy', each, entropyOfRows(each.value));
      else if (hasAxes(each.mark.axes, ['batch', 'time', 'time']))
        give('entropy', each, entropyOfRows(withHead(each.value)));
  return { program: makeProgram(found), outputs };
}

const hasAxes = (axes: readonly AxisKind[], wanted: readonly AxisKind[]): boolean => axes.join() === wanted.join();

/** [batch, unit] -> [1, batch, unit] */
const withTime = (x: Value): Value => reshape(x, [1, ...x.shape]);

/** [batch, time, time] -> [batch, 1, time, time] */
const withHead = (x: Value): Value => reshape(x, [x.shape[0], 1, ...x.shape.slice(1)]);

const LEAST = 1e-37;

/** Euclidean norms over the last axis; of rows whose squares would be nothing too. */
function normOfRows(x: Value): Value {
  const last = x.shape.length - 1;
  const greatest = max(abs(x), last, { keep: true });
  const scaled = div(x, maximum(greatest, LEAST));
  return mul(sqrt(sum(mul(scaled, scaled), [last])), reshape(greatest, x.shape.slice(0, -1)));
}

/** −Σ p ln p of each row. */
function entropyOfRows(weights: Value): Value {
  return neg(sum(mul(weights, log(add(weights, LEAST))), [weights.shape.length - 1]));
}
