// Recurrences: `scan` and its gradient against the same recurrence written out, and against central differences.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import type { Dim } from '../../../src/engine/graph/dims';
import * as o from '../../../src/engine/graph/ops';
import type { CompilerPasses } from '../../../src/engine/graph/program';
import { scan, scanWithOutputs } from '../../../src/engine/graph/scan';
import { GraphError, type Value } from '../../../src/engine/graph/value';
import { assertClose, withSeed } from '../../support/numeric/compare';
import { openProgram } from '../../support/numeric/evaluate';
import { checkDifferences, drawFeeds, drawWeights, mixed, withGradients } from '../../support/numeric/gradientCheck';
import { unroll, type ScanFunction } from '../../support/numeric/unroll';
import { LOOPS_OF_LOOPS } from './loopsOfLoops';
import { type Named, RECURRENCES, type Recurrence } from './recurrences';
import { seedOf } from '../../support/seed';

const SEED = seedOf(4711);
const TIMES = [1, 2, 5];
const PASSES: readonly CompilerPasses[] = [
  {},
  { planning: false },
  { simplifying: false },
  { planning: false, simplifying: false },
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
  for (const recurrence of [...RECURRENCES, ...LOOPS_OF_LOOPS])
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
