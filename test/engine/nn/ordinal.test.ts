// An order of labels against PyTorch, its first borders, and scores far from them.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import { crossEntropy } from '../../../src/engine/nn/losses';
import { ordinalLogProbabilities, ordinalParameters } from '../../../src/engine/nn/ordinal';
import { bind, listParameters } from '../../../src/engine/nn/parameters';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, scalarGolden } from '../../support/numeric/golden';

interface OrdinalCase {
  name: string;
  kind: string;
  scores: GoldenTensor;
  classes: number[];
  parameters: Record<'first' | 'gaps', GoldenTensor>;
  loss: number;
  gradient: GoldenTensor;
  gradients: Record<'first' | 'gaps', GoldenTensor>;
}

const score = (dtype: 'float32' | 'float64') => o.input('scores', dtype, ['batch', 1]);

/** Probabilities at the first borders, of these scores. */
async function atFirst(classes: number, scores: readonly number[]): Promise<number[]> {
  const tree = ordinalParameters({ classes });
  const logs = ordinalLogProbabilities(bind(tree, 'float64'), score('float64'));
  const feeds: Record<string, Tensor> = { scores: tensor('float64', [scores.length, 1], scores) };
  for (const [name, { shape, initialize }] of listParameters(tree)) {
    const values = new Float64Array(shape[0]);
    initialize(values, shape, () => 0.5);
    feeds[name] = tensor('float64', shape, values);
  }
  const found = (await evaluate({ logs }, feeds)).logs.data as Float64Array;
  return Array.from(found, Math.exp);
}

describe('an order of labels', () => {
  const cases = readGolden<OrdinalCase>('textLosses.json').cases.filter(({ kind }) => kind === 'ordinal');
  for (const golden of cases)
    for (const dtype of FLOATS)
      it(`agrees with PyTorch: ${golden.name} in ${dtype}`, async () => {
        const parameters = bind(ordinalParameters({ classes: 4 }), dtype);
        const scores = score(dtype);
        const logs = ordinalLogProbabilities(parameters, scores);
        const loss = crossEntropy(logs, o.input('classes', 'int32', ['batch']));
        assert.ok(parameters.gaps);
        const [d, first, gaps] = gradients(loss, [scores, parameters.first, parameters.gaps]);
        const results = await evaluate(
          { loss, d, 'd first': first, 'd gaps': gaps },
          {
            scores: fromGolden(golden.scores, dtype),
            classes: tensor('int32', [5], golden.classes),
            first: fromGolden(golden.parameters.first, dtype),
            gaps: fromGolden(golden.parameters.gaps, dtype),
          },
        );
        assertGolden(results.loss, scalarGolden(golden.loss), 'the loss');
        assertGolden(results.d, golden.gradient, 'the gradient by the scores');
        assertGolden(results['d first'], golden.gradients.first, 'the gradient by the first border');
        assertGolden(results['d gaps'], golden.gradients.gaps, 'the gradient by the gaps');
      });

  for (const classes of [2, 3, 7])
    it(`begins with ${classes} labels alike probable for a score of 0`, async () => {
      for (const share of await atFirst(classes, [0])) assert.ok(Math.abs(share - 1 / classes) < 1e-12, String(share));
    });

  it('gives shares that sum to 1 and move with the score, however far it is from the borders', async () => {
    const scores = [-600, -2, 0, 3, 600];
    const shares = await atFirst(4, scores);
    scores.forEach((_, row) => {
      const of = shares.slice(4 * row, 4 * row + 4);
      assert.ok(Math.abs(of.reduce((a, b) => a + b) - 1) < 1e-12, of.join());
    });
    const expected = scores.map((_, row) =>
      shares.slice(4 * row, 4 * row + 4).reduce((sum, share, k) => sum + k * share, 0),
    );
    assert.deepEqual(
      expected,
      [...expected].sort((a, b) => a - b),
    );
    assert.ok(expected[0] < 1e-9 && expected[4] > 3 - 1e-9);
  });
});
