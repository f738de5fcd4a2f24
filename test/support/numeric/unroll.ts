// The referee of `scan`: the same recurrence written out step by step, for sequences of a fixed length.

import * as o from '../../../src/engine/graph/ops';
import type { scanWithOutputs, Values } from '../../../src/engine/graph/scan';
import type { Value } from '../../../src/engine/graph/value';

export type ScanFunction = typeof scanWithOutputs;

/** [...] -> [1, ...] */
const asStep = (value: Value): Value => o.reshape(value, [1, ...value.shape]);

/** mask [batch]; states [batch, ...] */
function keep(mask: Value, next: Value, previous: Value): Value {
  const ones = next.shape.slice(1).map(() => 1);
  return o.where(o.reshape(mask, [...mask.shape, ...ones]), next, previous);
}

export const unroll: ScanFunction = (step, initial, inputs, { reverse = false, mask } = {}) => {
  const length = Object.values(inputs as Values)[0].shape[0];
  if (typeof length !== 'number') throw new Error('Only sequences of a fixed length can be unrolled.');
  const order = [...new Array<number>(length).keys()];
  if (reverse) order.reverse();
  const states: Record<string, Value[]> = {};
  const outputs: Record<string, Value[]> = {};
  let state: Values = initial;
  for (const t of order) {
    const at = (sequence: Value): Value => o.select(sequence, 0, t);
    const one = Object.fromEntries(Object.entries(inputs as Values).map(([key, value]) => [key, at(value)]));
    const result = step(state as typeof initial, one as typeof inputs);
    const next = Object.entries(result.state as Values);
    state = Object.fromEntries(next.map(([key, value]) => [key, mask ? keep(at(mask), value, state[key]) : value]));
    for (const [key, value] of Object.entries(state)) (states[key] ??= [])[t] = asStep(value);
    for (const [key, value] of Object.entries(result.outputs as Values)) (outputs[key] ??= [])[t] = asStep(value);
  }
  const joined = (parts: Record<string, Value[]>): Record<string, Value> =>
    Object.fromEntries(Object.entries(parts).map(([key, values]) => [key, o.concat(values, 0)]));
  return { states: joined(states), last: state, outputs: joined(outputs) } as never;
};
