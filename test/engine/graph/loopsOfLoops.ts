// Recurrences of several loops, one behind or inside another, that `scan` must get right.

import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { BATCH, elmanInputs, elmanScan, type Recurrence, row, square, state, WIDTH } from './recurrences';

/** Steps of the inner loop. */
const INNER = 2;

export const LOOPS_OF_LOOPS: readonly Recurrence[] = [
  {
    name: 'a scan that feeds a scan in the other direction',
    inputs: (time) => ({ ...elmanInputs(time), W2: square, h2: state }),
    program(run, v) {
      const first = elmanScan(run, v);
      const second = elmanScan(run, { ...v, x: first.states, W: v.W2, h: v.h2 }, { reverse: true });
      return { states: second.states, last: first.last, last2: second.last };
    },
  },
  {
    name: 'a scan whose first state is the last of another',
    inputs: elmanInputs,
    program(run, v) {
      const encoder = elmanScan(run, v);
      const decoder = elmanScan(run, { ...v, h: o.mul(encoder.last, 2) });
      return { states: decoder.states };
    },
  },
  {
    name: 'a scan inside a scan',
    inputs: (time) => ({ x: { shape: [time, INNER, BATCH, WIDTH] }, U: square, k: row, h: state }),
    program(run, v) {
      const { states, outputs } = run(
        (s: { h: Value }, one: { x: Value }) => {
          const inner = run(
            (t: { c: Value }, two: { x: Value }) => {
              const c = o.tanh(o.add(o.matmul(t.c, v.U), o.mul(two.x, o.add(v.k, s.h))));
              return { state: { c }, outputs: { y: o.mul(c, v.k) } };
            },
            { c: s.h },
            { x: one.x },
          );
          return {
            state: { h: o.add(inner.last.c, s.h) },
            outputs: { words: inner.states.c, y: o.sum(inner.outputs.y, [0]) },
          };
        },
        { h: v.h },
        { x: v.x },
      );
      return { states: states.h, words: outputs.words, y: outputs.y };
    },
  },
  {
    name: 'a scan inside a scan that does not need the outer state',
    inputs: (time) => ({ x: { shape: [time, INNER, BATCH, WIDTH] }, U: square, h: state, c: state }),
    program(run, v) {
      const { last } = run(
        (s: { h: Value }, one: { x: Value }) => {
          const inner = run(
            (t: { c: Value }, two: { x: Value }) => ({
              state: { c: o.tanh(o.add(o.matmul(t.c, v.U), two.x)) },
              outputs: {},
            }),
            { c: v.c },
            { x: one.x },
            { reverse: true },
          );
          return { state: { h: o.tanh(o.add(o.matmul(s.h, v.U), inner.last.c)) }, outputs: {} };
        },
        { h: v.h },
        { x: v.x },
      );
      return { last: last.h };
    },
  },
];
