// Losses against PyTorch, and cross entropy at the edges that PyTorch leaves undefined.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { binaryCrossEntropy, crossEntropy, weightedCrossEntropy } from '../../../src/engine/nn/losses';
import { tensor } from '../../../src/engine/runtime/tensor';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, scalarGolden, type Float } from '../../support/numeric/golden';

interface LossCase {
  name: string;
  reduction: 'mean' | 'sum';
  ignoreIndex: number;
  logits: GoldenTensor;
  targets: number[];
  loss: number;
  gradient: GoldenTensor;
}

type Options = Parameters<typeof crossEntropy>[2];

/** logits [rows, classes] and targets [rows], given with these axes. */
function lossProgram(dtype: Float, classes: number, axes: readonly (string | number)[], options: Options) {
  const logits = o.input('logits', dtype, [...axes, classes]);
  const loss = crossEntropy(logits, o.input('targets', 'int32', axes), options);
  return { loss, gradient: gradients(loss, [logits])[0] };
}

async function check(golden: LossCase, dtype: Float): Promise<void> {
  const { reduction, ignoreIndex, logits, targets } = golden;
  const program = lossProgram(dtype, logits.shape[1], ['rows'], { ignore: ignoreIndex, reduction });
  const feeds = { logits: fromGolden(logits, dtype), targets: tensor('int32', [targets.length], targets) };
  const { loss, gradient } = await evaluate(program, feeds);
  assertGolden(loss, scalarGolden(golden.loss), 'the loss');
  assertGolden(gradient, golden.gradient, 'the gradient');
}

describe('cross entropy', () => {
  for (const golden of readGolden<LossCase>('crossEntropy.json').cases)
    for (const dtype of FLOATS) it(`agrees with PyTorch: ${golden.name} in ${dtype}`, () => check(golden, dtype));

  it('is the same without an ignored label where none is ignored', async () => {
    const [golden] = readGolden<LossCase>('crossEntropy.json').cases;
    const program = lossProgram('float64', golden.logits.shape[1], ['rows'], {});
    const targets = tensor('int32', [golden.targets.length], golden.targets);
    const { loss } = await evaluate(program, { logits: fromGolden(golden.logits, 'float64'), targets });
    assertGolden(loss, scalarGolden(golden.loss), 'the loss');
  });

  it('of nothing that counts is 0, with a gradient of 0', async () => {
    const program = lossProgram('float64', 3, ['rows'], { ignore: -100 });
    const feeds = {
      logits: tensor('float64', [2, 3], [1, 2, 3, 4, 5, 6]),
      targets: tensor('int32', [2], [-100, -100]),
    };
    const { loss, gradient } = await evaluate(program, feeds);
    assert.deepEqual([...loss.data], [0]);
    assert.deepEqual(Array.from(gradient.data, Number).map(Math.abs), [0, 0, 0, 0, 0, 0]);
  });

  it('takes a single row without further axes', async () => {
    const feeds = { logits: tensor('float64', [3], [0, 0, 0]), targets: tensor('int32', [], [1]) };
    const { loss } = await evaluate(lossProgram('float64', 3, [], {}), feeds);
    assert.ok(Math.abs(Number(loss.data[0]) - Math.log(3)) < 1e-12);
  });
});

interface TextLossCase {
  name: string;
  kind: string;
  scores: GoldenTensor;
  classes?: number[];
  weights?: number[];
  targets?: GoldenTensor;
  loss: number;
  gradient: GoldenTensor;
}

/** The loss of each kind from scores and what they should be. */
const KINDS: Record<string, (scores: Value, golden: TextLossCase) => Value> = {
  weighted: (scores, { weights = [] }) => weightedCrossEntropy(scores, o.input('classes', 'int32', ['rows']), weights),
  several: (scores) => binaryCrossEntropy(scores, o.input('targets', scores.dtype, scores.shape)),
};

describe('losses of texts agree with PyTorch', () => {
  const known = readGolden<TextLossCase>('textLosses.json').cases.filter(({ kind }) => kind in KINDS);
  for (const golden of known)
    for (const dtype of FLOATS)
      it(`${golden.name} in ${dtype}`, async () => {
        const scores = o.input('scores', dtype, ['rows', ...golden.scores.shape.slice(1)]);
        const loss = KINDS[golden.kind](scores, golden);
        const { classes, targets } = golden;
        const results = await evaluate(
          { loss, gradient: gradients(loss, [scores])[0] },
          {
            scores: fromGolden(golden.scores, dtype),
            ...(classes ? { classes: tensor('int32', [classes.length], classes) } : {}),
            ...(targets ? { targets: fromGolden(targets, dtype) } : {}),
          },
        );
        assertGolden(results.loss, scalarGolden(golden.loss), 'the loss');
        assertGolden(results.gradient, golden.gradient, 'the gradient');
      });
});
