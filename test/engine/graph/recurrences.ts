// Recurrences of one loop that `scan` must get right, as a table: what they take, and the program, written for either way of
// running it.

import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import type { InputSpec } from '../../support/numeric/gradientCheck';
import type { ScanFunction } from '../../support/numeric/unroll';

export const [BATCH, WIDTH] = [2, 3];

export type Named = Record<string, Value>;

export interface Recurrence {
  name: string;
  inputs: (time: number) => Record<string, InputSpec>;
  /** Written for either way of running a recurrence. */
  program: (run: ScanFunction, v: Named) => Named;
}

const x = (time: number): InputSpec => ({ shape: [time, BATCH, WIDTH] });
export const state: InputSpec = { shape: [BATCH, WIDTH] };
export const square: InputSpec = { shape: [WIDTH, WIDTH] };
export const row: InputSpec = { shape: [WIDTH] };
const mask = (time: number): InputSpec => ({
  dtype: 'bool',
  shape: [time, BATCH],
  draw: (_, i) => Number(i % BATCH === 0 || i < BATCH * Math.ceil(time / 2)),
});

/** h' = tanh(x·W + h·U + b) */
const elman = (v: Named, h: Value, one: Value): Value =>
  o.tanh(o.add(o.add(o.matmul(one, v.W), v.b), o.matmul(h, v.U)));

export const elmanInputs = (time: number): Record<string, InputSpec> => ({
  x: x(time),
  W: square,
  U: square,
  b: row,
  h: state,
});

export const elmanScan = (run: ScanFunction, v: Named, options: { reverse?: boolean; mask?: Value } = {}): Named => {
  const step = (s: { h: Value }, one: { x: Value }) => ({ state: { h: elman(v, s.h, one.x) }, outputs: {} });
  const { states, last } = run(step, { h: v.h }, { x: v.x }, options);
  return { states: states.h, last: last.h };
};

export const RECURRENCES: readonly Recurrence[] = [
  { name: 'one state', inputs: elmanInputs, program: (run, v) => elmanScan(run, v) },
  { name: 'one state, in reverse', inputs: elmanInputs, program: (run, v) => elmanScan(run, v, { reverse: true }) },
  {
    name: 'a mask',
    inputs: (time) => ({ ...elmanInputs(time), mask: mask(time) }),
    program: (run, v) => elmanScan(run, v, { mask: v.mask }),
  },
  {
    name: 'a mask, in reverse',
    inputs: (time) => ({ ...elmanInputs(time), mask: mask(time) }),
    program: (run, v) => elmanScan(run, v, { mask: v.mask, reverse: true }),
  },
  {
    name: 'only the last state',
    inputs: elmanInputs,
    program: (run, v) => ({ last: elmanScan(run, v).last }),
  },
  {
    name: 'only the states',
    inputs: elmanInputs,
    program: (run, v) => ({ states: elmanScan(run, v).states }),
  },
  {
    name: 'several states and outer values used twice',
    inputs: (time) => ({ x: x(time), U: square, k: row, h: state, c: state }),
    program(run, v) {
      const { states, last } = run(
        (s: { h: Value; c: Value }, one: { x: Value }) => {
          const fromHidden = o.matmul(s.h, v.U);
          const c = o.add(o.mul(s.c, o.sigmoid(fromHidden)), o.mul(one.x, v.k));
          return { state: { h: o.mul(o.tanh(c), o.add(o.matmul(s.c, v.U), v.k)), c }, outputs: {} };
        },
        { h: v.h, c: v.c },
        { x: v.x },
      );
      return { states: states.h, cells: states.c, lastH: last.h, lastC: last.c };
    },
  },
  {
    name: 'attention over an outer memory, with weights given out',
    inputs: (time) => ({ x: x(time), memory: { shape: [BATCH, 4, WIDTH] }, W: square, h: state }),
    program(run, v) {
      const { outputs, last } = run(
        (s: { h: Value }, one: { x: Value }) => {
          const query = o.reshape(o.matmul(o.add(s.h, one.x), v.W), [BATCH, 1, WIDTH]);
          const weights = o.softmax(o.matmul(query, v.memory, { transposeB: true })); // [batch, 1, 4]
          const context = o.reshape(o.matmul(weights, v.memory), [BATCH, WIDTH]);
          return { state: { h: o.tanh(o.add(context, s.h)) }, outputs: { weights: o.reshape(weights, [BATCH, 4]) } };
        },
        { h: v.h },
        { x: v.x },
      );
      return { weights: outputs.weights, last: last.h };
    },
  },
  {
    name: 'outputs that are the state before, a step input, and an outer value',
    inputs: (time) => ({ x: x(time), k: row, h: state }),
    program(run, v) {
      const { outputs } = run(
        (s: { h: Value }, one: { x: Value }) => ({
          state: { h: o.tanh(o.add(s.h, one.x)) },
          outputs: { before: s.h, given: one.x, outer: v.k, late: o.mul(o.exp(s.h), v.k) },
        }),
        { h: v.h },
        { x: v.x },
      );
      return outputs;
    },
  },
  {
    name: 'a state that counts steps',
    inputs: (time) => ({ x: x(time), h: state, n: { dtype: 'int64', shape: [], draw: () => 2 } }),
    program(run, v) {
      const { states, last } = run(
        (s: { h: Value; n: Value }, one: { x: Value }) => ({
          state: { h: o.add(o.mul(s.h, 0.5), o.div(one.x, o.cast(s.n, 'float64'))), n: o.add(s.n, 1) },
          outputs: {},
        }),
        { h: v.h, n: v.n },
        { x: v.x },
      );
      return { states: states.h, counts: states.n, last: last.h };
    },
  },
  {
    name: 'an input that is not used',
    inputs: (time) => ({ ...elmanInputs(time), spare: x(time) }),
    program(run, v) {
      const { states } = run(
        (s: { h: Value }, one: { x: Value; spare: Value }) => ({ state: { h: elman(v, s.h, one.x) }, outputs: {} }),
        { h: v.h },
        { x: v.x, spare: v.spare },
      );
      return { states: states.h };
    },
  },
  {
    name: 'no input that is used',
    inputs: (time) => ({ x: x(time), U: square, h: state }),
    program(run, v) {
      const { states, last } = run(
        (s: { h: Value }) => ({ state: { h: o.tanh(o.matmul(s.h, v.U)) }, outputs: {} }),
        { h: v.h },
        { x: v.x },
      );
      return { states: states.h, last: last.h };
    },
  },
  {
    name: 'a body that ignores its state',
    inputs: (time) => ({ x: x(time), W: square, h: state }),
    program(run, v) {
      const { states, last } = run(
        (_: { h: Value }, one: { x: Value }) => ({ state: { h: o.tanh(o.matmul(one.x, v.W)) }, outputs: {} }),
        { h: v.h },
        { x: v.x },
      );
      return { states: states.h, last: last.h };
    },
  },
  {
    name: 'a new state that is an outer value',
    inputs: (time) => ({ x: x(time), k: state, h: state }),
    program(run, v) {
      const { states, last, outputs } = run(
        (s: { h: Value }, one: { x: Value }) => ({ state: { h: v.k }, outputs: { product: o.mul(s.h, one.x) } }),
        { h: v.h },
        { x: v.x },
      );
      return { states: states.h, last: last.h, product: outputs.product };
    },
  },
  {
    name: 'a state that never changes',
    inputs: (time) => ({ x: x(time), h: state, k: state }),
    program(run, v) {
      const { last, outputs } = run(
        (s: { h: Value; k: Value }, one: { x: Value }) => ({
          state: { h: o.tanh(o.add(o.mul(s.h, s.k), one.x)), k: s.k },
          outputs: { product: o.mul(s.k, one.x) },
        }),
        { h: v.h, k: v.k },
        { x: v.x },
      );
      return { last: last.h, kept: last.k, product: outputs.product };
    },
  },
  {
    name: 'states that change places',
    inputs: (time) => ({ x: x(time), h: state, c: state }),
    program(run, v) {
      const { last } = run(
        (s: { h: Value; c: Value }, one: { x: Value }) => ({
          state: { h: s.c, c: o.tanh(o.add(s.h, one.x)) },
          outputs: {},
        }),
        { h: v.h, c: v.c },
        { x: v.x },
      );
      return { lastH: last.h, lastC: last.c };
    },
  },
  {
    name: 'rows looked up in the loop, with repeated ids',
    inputs: (time) => ({
      ids: { dtype: 'int32', shape: [time, BATCH], draw: (random) => random.below(3) },
      table: { shape: [4, WIDTH] },
      U: square,
      h: state,
    }),
    program(run, v) {
      const { states, outputs } = run(
        (s: { h: Value }, one: { ids: Value }) => {
          const h = o.tanh(o.add(o.gatherRows(v.table, one.ids), o.matmul(s.h, v.U)));
          return { state: { h }, outputs: { chosen: o.gatherRows(v.table, o.argMax(h, 1)) } };
        },
        { h: v.h },
        { ids: v.ids },
      );
      return { states: states.h, chosen: outputs.chosen };
    },
  },
  {
    name: 'gates cut from one product',
    inputs: (time) => ({ x: x(time), W: { shape: [WIDTH, 2 * WIDTH] }, U: { shape: [2 * WIDTH, WIDTH] }, h: state }),
    program(run, v) {
      const { states } = run(
        (s: { h: Value }, one: { x: Value }) => {
          const gates = o.add(o.matmul(one.x, v.W), o.matmul(s.h, v.U, { transposeB: true }));
          const [open, value] = o.chunk(gates, 2);
          return { state: { h: o.add(o.mul(o.sigmoid(open), s.h), o.tanh(value)) }, outputs: {} };
        },
        { h: v.h },
        { x: v.x },
      );
      return { states: states.h };
    },
  },
];
