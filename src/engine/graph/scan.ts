// `scan`: a recurrence as a function from one step to the next. Its gradient (back-propagation through time, Werbos
// 1990) is derived from the body, for any number of steps, states, per-step inputs and outputs.

import { reshape, where } from './ops';
import { bodyParameter, loopLast, loopStack, makeLoop } from './loop';
import { GraphError, type LoopToken, type Value } from './value';

export type Values = Readonly<Record<string, Value>>;

export interface ScanOptions {
  /** Run from the last step to the first. */
  reverse?: boolean;
  /** `[time, batch]` bool: where it is false a step leaves the states as they were. States are `[batch, ...]`. */
  mask?: Value;
  /** For messages and profiles. */
  name?: string;
}

export interface Scan<S extends Values, O extends Values> {
  /** The states after every step, `[time, ...]`. */
  states: S;
  /** The states after the last step. */
  last: S;
  /** Per-step outputs, `[time, ...]`. */
  outputs: O;
}

/**
 * Runs `step` over the first axis of `inputs`, carrying states along.
 * @param step from the states and one step of the inputs to the new states; it may use any outer value
 * @param initial the states before the first step
 * @param inputs sequences `[time, ...]`
 */
export function scan<S extends Values, I extends Values>(
  step: (state: S, input: I) => S,
  initial: S,
  inputs: I,
  options: ScanOptions = {},
): Scan<S, Values> {
  return scanWithOutputs((state, input: I) => ({ state: step(state, input), outputs: {} }), initial, inputs, options);
}

/** The same for a step that also gives something out, such as attention weights. */
export function scanWithOutputs<S extends Values, I extends Values, O extends Values>(
  step: (state: S, input: I) => { state: S; outputs: O },
  initial: S,
  inputs: I,
  { reverse = false, mask, name = 'scan' }: ScanOptions = {},
): Scan<S, O> {
  const all: Record<string, Value> = mask ? { ...inputs, 'scan mask': mask } : inputs;
  const sequences = Object.values(all);
  if (sequences.length === 0) throw new Error('scan: needs at least one input sequence.');
  const length = sequences[0].shape[0];
  if (sequences.some(({ shape }) => shape.length === 0 || shape[0] !== length))
    throw new GraphError('scan', 'the input sequences have different lengths', sequences);

  const token: LoopToken = { name, length };
  const state = mapValues(initial, (value, key) => bodyParameter(token, key, value.dtype, value.shape));
  const one = mapValues(all, (value, key) => bodyParameter(token, key, value.dtype, value.shape.slice(1)));
  const { state: next, outputs } = step(state as S, one as I);

  const keys = Object.keys(initial);
  const stateResults = keys.map((key) => (mask ? keepWhere(one['scan mask'], next[key], state[key]) : next[key]));
  const node = makeLoop({
    token,
    stateParameters: keys.map((key) => state[key]),
    inputParameters: Object.keys(all).map((key) => one[key]),
    stateResults,
    reverse,
    initial: Object.values(initial),
    sequences,
  });
  const byKey = (make: (index: number) => Value): S => Object.fromEntries(keys.map((key, i) => [key, make(i)])) as S;
  return {
    states: byKey((index) => loopStack(node, stateResults[index])),
    last: byKey((index) => loopLast(node, index)),
    outputs: mapValues(outputs, (value) => loopStack(node, value)) as O,
  };
}

/** mask [batch]; states [batch, ...] */
function keepWhere(mask: Value, next: Value, previous: Value): Value {
  const ones = next.shape.slice(1).map(() => 1);
  return where(reshape(mask, [...mask.shape, ...ones]), next, previous);
}

function mapValues(values: Values, map: (value: Value, key: string) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value, key)]));
}
