// Convolution over time: its gradients against differences, and texts shorter than its window. Values beside PyTorch's are in
// models/encoderGolden.test.ts.

import assert from 'node:assert/strict';
import * as o from '../../../src/engine/graph/ops';
import { convolution, convolutionParameters } from '../../../src/engine/nn/convolution';
import { bind } from '../../../src/engine/nn/parameters';
import { tensor } from '../../../src/engine/runtime/tensor';
import { withSeed } from '../../support/numeric/compare';
import { evaluate, openProgram } from '../../support/numeric/evaluate';
import { checkDifferences, drawFeeds, drawWeights, mixed, withGradients } from '../../support/numeric/gradientCheck';
import { seedOf } from '../../support/seed';

const SEED = seedOf(31);

describe('convolution over time', () => {
  for (const [window, dilation, time] of [
    [1, 1, 3],
    [2, 1, 4],
    [3, 2, 5],
    [4, 3, 2], // reaches further than the text
  ])
    it(`has the gradients of differences: ${window} steps, dilation ${dilation}, ${time} long`, () =>
      withSeed(SEED, async () => {
        const [batch, inputs, filters] = [2, 3, 2];
        const parameters = bind(convolutionParameters({ inputs, filters, window }), 'float64');
        const x = o.input('x', 'float64', ['time', 'batch', inputs]);
        const outputs = { y: convolution(parameters, x, { dilation }) };
        assert.deepEqual(outputs.y.shape, ['time', 'batch', filters]);
        const program = await openProgram(withGradients(mixed(outputs), { x, ...parameters }));
        try {
          const shapes = { x: [time, batch, inputs], weight: [filters, inputs, window], bias: [filters] };
          const specs = Object.entries(shapes).map(([name, shape]) => [name, { shape }]);
          const drawn = drawFeeds(Object.fromEntries(specs) as Record<string, { shape: number[] }>, SEED);
          await checkDifferences(program, { ...drawn, ...drawWeights(outputs, { time, batch }, SEED + 1) });
        } finally {
          await program.release();
        }
      }));

  it('sees as many steps before as after, of an even window one more after', async () => {
    const parameters = bind(convolutionParameters({ inputs: 1, filters: 1, window: 4 }), 'float64');
    const x = o.input('x', 'float64', ['time', 1, 1]);
    const { y } = await evaluate(
      { y: convolution(parameters, x) },
      {
        x: tensor('float64', [5, 1, 1], [1, 10, 100, 1000, 10000]),
        weight: tensor('float64', [1, 1, 4], [2, 3, 5, 7]),
        bias: tensor('float64', [1], [0.5]),
      },
    );
    assert.deepEqual([...y.data], [753.5, 7532.5, 75320.5, 53200.5, 32000.5]);
  });
});
