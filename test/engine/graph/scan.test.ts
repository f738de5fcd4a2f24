// Recurrences: `scan` and its gradient against the same recurrence written out, and against central differences.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import type { Dim } from '../../../src/engine/graph/dims';
import * as o from '../../../src/engine/graph/ops';
import { makeProgram, type CompilerPasses } from '../../../src/engine/graph/program';
import { scan, scanWithOutputs } from '../../../src/engine/graph/scan';
import { GraphError, type Value } from '../../../src/engine/graph/value';
import { emitProgram } from '../../../src/engine/onnx/emit';
import type { GraphProto, NodeProto } from '../../../src/engine/onnx/generated/onnx_pb';
import { recurrent, recurrentParameters } from '../../../src/engine/nn/recurrent';
import { bind } from '../../../src/engine/nn/parameters';
import { assertClose, withSeed } from '../../support/numeric/compare';
import { openProgram } from '../../support/numeric/evaluate';
import {
  checkDifferences,
  drawFeeds,
  drawWeights,
  mixed,
  withGradients,
  type InputSpec,
} from '../../support/numeric/gradientCheck';
import { unroll, type ScanFunction } from '../../support/numeric/unroll';
import { readModel } from '../../support/readOnnx';

const SEED = Number(process.env.NLP_LAB_TEST_SEED ?? 4711);
const [BATCH, WIDTH, INNER] = [2, 3, 2];

const TIMES = [1, 2, 5];
const PASSES: readonly CompilerPasses[] = [
  {},
  { planning: false },
  { simplifying: false },
  { planning: false, simplifying: false },
];

type Named = Record<string, Value>;

interface Recurrence {
  name: string;
  inputs: (time: number) => Record<string, InputSpec>;
  /** Written for either way of running a recurrence. */
  program: (run: ScanFunction, v: Named) => Named;
}

const x = (time: number): InputSpec => ({ shape: [time, BATCH, WIDTH] });
const state: InputSpec = { shape: [BATCH, WIDTH] };
const square: InputSpec = { shape: [WIDTH, WIDTH] };
const row: InputSpec = { shape: [WIDTH] };
const mask = (time: number): InputSpec => ({
  dtype: 'bool',
  shape: [time, BATCH],
  draw: (_, i) => Number(i % BATCH === 0 || i < BATCH * Math.ceil(time / 2)),
});

/** h' = tanh(x·W + h·U + b) */
const elman = (v: Named, h: Value, one: Value): Value =>
  o.tanh(o.add(o.add(o.matmul(one, v.W), v.b), o.matmul(h, v.U)));

const elmanInputs = (time: number): Record<string, InputSpec> => ({
  x: x(time),
  W: square,
  U: square,
  b: row,
  h: state,
});

const elmanScan = (run: ScanFunction, v: Named, options: { reverse?: boolean; mask?: Value } = {}): Named => {
  const step = (s: { h: Value }, one: { x: Value }) => ({ state: { h: elman(v, s.h, one.x) }, outputs: {} });
  const { states, last } = run(step, { h: v.h }, { x: v.x }, options);
  return { states: states.h, last: last.h };
};

const RECURRENCES: readonly Recurrence[] = [
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

/** Program inputs of one recurrence; `time` is the length of the outermost sequences. */
function bindInputs({ inputs }: Recurrence, time: Dim): Named {
  const [at2, at3] = [inputs(2), inputs(3)];
  return Object.fromEntries(
    Object.entries(at2).map(([name, { dtype = 'float64', shape }]) => {
      const open = shape.map((length, axis) => (length === at3[name].shape[axis] ? length : time));
      return [name, o.input(name, dtype, open)];
    }),
  );
}

function openRecurrence(recurrence: Recurrence, run: ScanFunction, time: Dim, passes: CompilerPasses = {}) {
  const values = bindInputs(recurrence, time);
  const outputs = recurrence.program(run, values);
  const program = { ...outputs, ...withGradients(mixed(outputs), values) };
  return { outputs, names: Object.keys(program), opened: openProgram(program, passes) };
}

const feedsFor = (recurrence: Recurrence, outputs: Named, time: number) => ({
  ...drawFeeds(recurrence.inputs(time), SEED),
  ...drawWeights(outputs, { time }, SEED + 1),
});

describe('scan', () => {
  for (const recurrence of RECURRENCES)
    describe(`with ${recurrence.name}`, () => {
      it('agrees with the recurrence written out, for any length with one program', () =>
        withSeed(SEED, async () => {
          const referees = new Map(TIMES.map((time) => [time, openRecurrence(recurrence, unroll, time)]));
          for (const passes of PASSES) {
            const looped = openRecurrence(recurrence, scanWithOutputs, 'time', passes);
            const program = await looped.opened;
            for (const [time, { opened, names }] of referees) {
              const feeds = feedsFor(recurrence, looped.outputs, time);
              const [actual, expected] = [await program.run(feeds), await (await opened).run(feeds)];
              for (const name of names) {
                const what = `${name}, ${time} steps, ${JSON.stringify(passes)}`;
                assert.deepEqual(actual[name].shape, expected[name].shape, what);
                assertClose(actual[name].data, expected[name].data, { absolute: 1e-12 }, what);
              }
            }
            await program.release();
          }
          for (const { opened } of referees.values()) await (await opened).release();
        }));

      it('has the gradient that central differences give', () =>
        withSeed(SEED, async () => {
          const { outputs, opened } = openRecurrence(recurrence, scanWithOutputs, 'time');
          const program = await opened;
          await checkDifferences(program, feedsFor(recurrence, outputs, 3));
          await program.release();
        }));
    });

  it('can be differentiated twice', () =>
    withSeed(SEED, async () => {
      const [recurrence] = RECURRENCES;
      const values = bindInputs(recurrence, 'time');
      const outputs = recurrence.program(scanWithOutputs, values);
      const first = gradients(mixed(outputs), [values.U, values.W, values.h]);
      const penalty = first.map((g) => o.sum(o.mul(g, g))).reduce((a, b) => o.add(a, b));
      const program = await openProgram(withGradients(penalty, values));
      await checkDifferences(program, feedsFor(recurrence, outputs, 3));
      await program.release();
    }));

  it('refuses sequences of different lengths, a state of another shape, and no input at all', () => {
    const h = o.input('h', 'float64', [2, 3]);
    const keep = (s: { h: Value }): { h: Value } => s;
    const sequences = { a: o.input('a', 'float64', ['time', 2]), b: o.input('b', 'float64', ['other', 2]) };
    assert.throws(() => scan(keep, { h }, sequences), GraphError);
    assert.throws(() => scan(keep, { h }, { a: o.input('a', 'float64', []) }), GraphError);
    assert.throws(() => scan(keep, { h }, {}), /at least one input/);
    const narrower = (s: { h: Value }): { h: Value } => ({ h: o.slice(s.h, 1, 0, 2) });
    assert.throws(() => scan(narrower, { h }, { a: sequences.a }), /the new state is float64 \[2, 2\]/);
  });
});

describe('the compiler', () => {
  /** Sums over rows, which are products with a row of ones, do not count. */
  const products = (graph: GraphProto): number => {
    const ones = new Set(graph.node.flatMap(({ opType, output }) => (opType === 'Expand' ? output : [])));
    const isProduct = ({ opType, input }: NodeProto): boolean =>
      (opType === 'Gemm' || opType === 'MatMul') && !ones.has(input[0]);
    return graph.node.filter(isProduct).length;
  };

  /** Matrix products outside and in the bodies of the loops, in order. */
  function countProducts(outputs: Named, passes: CompilerPasses = {}): { outside: number; inside: number[] } {
    const { graph } = readModel(emitProgram(makeProgram(outputs, passes)));
    assert.ok(graph);
    const loops = graph.node.filter(({ opType }) => opType === 'Scan');
    const bodies = loops.map(({ attribute }) => attribute.find(({ name }) => name === 'body')!.g!);
    return { outside: products(graph), inside: bodies.map(products) };
  }

  for (const cell of ['rnn', 'lstm', 'gru'] as const)
    it(`leaves one product in each loop of the ${cell}: the input's is outside, and each weight's gradient is one product`, () => {
      const options = { cell, inputs: 5, hidden: 4, layers: 1, bidirectional: false };
      const parameters = bind(recurrentParameters(options), 'float32');
      const sequence = o.input('x', 'float32', ['time', 'batch', 5]);
      const { output } = recurrent(parameters, sequence, options, { mask: o.input('mask', 'bool', ['time', 'batch']) });
      assert.deepEqual(countProducts({ output }), { outside: 1, inside: [1] });
      const found = gradients(o.sum(o.mul(output, output)), [sequence, ...Object.values(parameters)]);
      const program = { output, ...Object.fromEntries(found.map((g, i) => [`d${i}`, g])) };
      // The input's product, the gradients of the input and of both weights.
      assert.deepEqual(countProducts(program), { outside: 4, inside: [1, 1] });
      assert.ok(countProducts(program, { planning: false }).inside[0] > 1, 'planning is what took them out');
    });
});
