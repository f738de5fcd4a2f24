// Losses of numbers and what compares two vectors, against PyTorch and against differences of themselves.

import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { comparedVectors, cosineSimilarity } from '../../../src/engine/nn/comparison';
import { numberLoss, type NumberLoss } from '../../../src/engine/nn/losses';
import { tensor } from '../../../src/engine/runtime/tensor';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate, openProgram } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden } from '../../support/numeric/golden';
import { checkDifferences, drawFeeds } from '../../support/numeric/gradientCheck';

interface LossCase {
  name: string;
  kind: 'loss';
  loss: NumberLoss;
  delta: number;
  scores: GoldenTensor;
  targets: GoldenTensor;
  value: GoldenTensor;
  gradient: GoldenTensor;
}

interface ComparisonCase {
  name: 'vectors' | 'cosine';
  kind: 'comparison';
  vectors: GoldenTensor;
  weights: GoldenTensor;
  value: GoldenTensor;
  gradient: GoldenTensor;
}

const { cases } = readGolden<LossCase | ComparisonCase>('numbers.json');
const compare = { vectors: comparedVectors, cosine: cosineSimilarity };

describe('losses of numbers', () => {
  for (const golden of cases)
    if (golden.kind === 'loss')
      for (const dtype of FLOATS)
        it(`agree with PyTorch: ${golden.name} in ${dtype}`, async () => {
          const scores = o.input('scores', dtype, ['rows']);
          const value = numberLoss(scores, o.input('targets', dtype, ['rows']), golden.loss, golden.delta);
          const feeds = { scores: fromGolden(golden.scores, dtype), targets: fromGolden(golden.targets, dtype) };
          const found = await evaluate({ value, gradient: gradients(value, [scores])[0] }, feeds);
          assertGolden(found.value, golden.value, 'the loss');
          assertGolden(found.gradient, golden.gradient, 'the gradient');
        });
});

describe('what compares two vectors', () => {
  for (const golden of cases)
    if (golden.kind === 'comparison')
      for (const dtype of FLOATS)
        it(`agrees with PyTorch: ${golden.name} in ${dtype}`, async () => {
          const width = golden.vectors.shape[1];
          const vectors = o.reshape(o.input('vectors', dtype, ['batch', 2, width]), ['2*batch', width]);
          const value = compare[golden.name](vectors, 'batch', width);
          const mixed = o.sum(o.mul(value, o.input('weights', dtype, value.shape)));
          const [batch] = golden.value.shape;
          const feeds = {
            vectors: { ...fromGolden(golden.vectors, dtype), shape: [batch, 2, width] },
            weights: fromGolden(golden.weights, dtype),
          };
          const found = await evaluate({ value, gradient: gradients(mixed, [vectors])[0] }, feeds);
          assertGolden(found.value, golden.value, golden.name);
          assertGolden(found.gradient, golden.gradient, 'the gradient');
        });

  for (const [name, of] of Object.entries(compare))
    it(`has the gradient of its differences: ${name}`, async () => {
      const [batch, width] = [3, 4];
      const vectors: Value = o.input('vectors', 'float64', [2 * batch, width]);
      const value = of(o.reshape(vectors, [2 * batch, width]), batch, width);
      const weights = Array.from({ length: batch * Number(value.shape[1]) }, (_, i) => Math.sin(i + 1));
      const loss = o.sum(o.mul(value, o.constant(weights, [batch, Number(value.shape[1])], 'float64')));
      const program = await openProgram({ loss, 'd vectors': gradients(loss, [vectors])[0] });
      const feeds = drawFeeds({ vectors: { shape: [2 * batch, width] } }, 5);
      await checkDifferences(program, {
        vectors: tensor('float64', [2 * batch, width], Array.from(feeds.vectors.data, Number)),
      });
    });
});
