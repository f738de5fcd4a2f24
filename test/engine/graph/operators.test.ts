// Every operator of the compiler against a plain reference, central differences, loops and threads.

import assert from 'node:assert/strict';
import { GraphError } from '../../../src/engine/graph/value';
import { OPERATORS } from '../../../src/engine/graph/operators';
import * as o from '../../../src/engine/graph/ops';
import { tensor } from '../../../src/engine/runtime/tensor';
import { withSeed } from '../../support/numeric/compare';
import { evaluate } from '../../support/numeric/evaluate';
import { withMappedStacks } from '../../support/numeric/mappedStacks';
import { checkSample, checkThreads } from './operatorChecks';
import { checkLoop } from './operatorLoops';
import { COMPUTED_ROWS, describeSample, type AnySample } from './operatorSamples';
import { OPERATOR_TABLE, type Operand } from './operatorTable';
import { seedOf } from '../../support/seed';
import { isNight } from '../../support/tier';

const SEED = seedOf(20260);

/** Seeds differ from sample to sample, so that each has numbers of its own. */
async function eachSample(
  samples: readonly AnySample[],
  check: (sample: AnySample, seed: number) => Promise<void>,
): Promise<void> {
  for (const [index, sample] of samples.entries())
    try {
      await withSeed(SEED + index, () => check(sample, SEED + index));
    } catch (error) {
      if (error instanceof Error) error.message = `sample ${index}, ${describeSample(sample)}: ${error.message}`;
      throw error;
    }
}

describe('operators', () => {
  it('each have a row in the table, and every row names an operator', () => {
    assert.deepEqual(Object.keys(OPERATOR_TABLE).sort(), Object.keys(OPERATORS).sort());
  });

  it('are each tried on twelve samples or more', () => {
    const few = COMPUTED_ROWS.filter(([, { samples }]) => samples.length < 12).map(([op]) => op);
    assert.deepEqual(few, []);
  });

  for (const [op, row] of COMPUTED_ROWS)
    describe(op, () => {
      it('gives the values and the gradients of the reference', () =>
        eachSample(row.samples, (sample, seed) => checkSample(op, row, sample, 'fixed', seed)));

      it('gives the same where axis lengths are only known at run time', () =>
        eachSample(row.samples, (sample, seed) => checkSample(op, row, sample, 'named', seed)));

      it('gives the same bits with 1, 2 and 4 threads', () => withSeed(SEED, () => checkThreads(op, row, SEED)));

      it('means the same before, in and after a loop', () => {
        // ONNX Runtime's MatMul leaves its output as it found it when the inner axis is empty.
        const isWhole = ({ shape, transposed }: Operand): boolean =>
          !transposed && !((op === 'matmul' || op === 'affine') && shape.includes(0));
        const whole = row.samples.filter(({ operands }) => operands.every(isWhole));
        const some = whole.filter((_, index) => isNight || index % 3 === 0);
        return eachSample(some, (sample, seed) => checkLoop(op, sample, seed));
      });

      if (row.nonsense.length > 0)
        it('refuses nonsense, naming itself, the shapes and the line', () => {
          for (const sample of row.nonsense) refuses(op, sample);
        });
    });
});

describe('what is stretched to nothing', () => {
  // ONNX Runtime leaves an `Expand` from 1 to 0 out where what it stretches was computed.
  it('is empty behind other operators and before them', async () => {
    const x = o.input('x', 'float64', [1]);
    const empty = o.broadcastTo(o.tanh(x), [2, 0]);
    const { plain, scaled, turned } = await evaluate(
      { plain: empty, scaled: o.mul(empty, 2), turned: o.reshape(empty, [0, 2]) },
      { x: tensor('float64', [1], [1]) },
    );
    assert.deepEqual([plain.shape, scaled.shape, turned.shape], [[2, 0], [2, 0], [0, 2]]); // prettier-ignore
  });
});

function refuses(op: string, sample: AnySample): void {
  const operands = sample.operands.map(({ shape, dtype = 'float' }, i) =>
    o.input(`x${i}`, dtype === 'float' ? 'float64' : dtype, shape),
  );
  assert.throws(
    () =>
      withMappedStacks(() =>
        o.PRIMITIVES.apply(
          op,
          operands,
          sample.attributes((length) => length),
        ),
      ),
    (error: unknown) => {
      assert.ok(error instanceof GraphError, `${op} ${describeSample(sample)} threw ${String(error)}`);
      assert.ok(error.message.startsWith(`${op}: `), error.message);
      for (const { shape } of operands) assert.ok(error.message.includes(`[${shape.join(', ')}]`), error.message);
      if (operands.length > 0) assert.match(error.message, /made at .*operators\.test\.ts:\d+/);
      return true;
    },
    `${op} accepts ${describeSample(sample)}`,
  );
}
