// Layers over pictures: values, gradients and running averages beside PyTorch's, and gradients against differences.

import assert from 'node:assert/strict';
import type { Pair } from '../../../src/engine/graph/operators/windows';
import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { batchNorm, batchNormParameters } from '../../../src/engine/nn/batchNorm';
import { convolution2d, convolution2dParameters } from '../../../src/engine/nn/convolution2d';
import { bind } from '../../../src/engine/nn/parameters';
import { averagePooling2d, maxPooling2d } from '../../../src/engine/nn/pooling2d';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { readGolden, relativeDifference, valuesOf, type GoldenTensor } from '../../golden/readGolden';
import { withSeed } from '../../support/numeric/compare';
import { evaluate, openProgram } from '../../support/numeric/evaluate';
import { checkDifferences, drawFeeds, drawWeights, mixed, withGradients } from '../../support/numeric/gradientCheck';

const SEED = Number(process.env.NLP_LAB_TEST_SEED ?? 32);
const GOLDEN = 1e-12;

interface Layer {
  name: string;
  kind: 'convolution' | 'max' | 'average' | 'normalisation';
  size: Pair;
  stride: Pair;
  padding: Pair;
  input: GoldenTensor;
  output: GoldenTensor;
  outputWeight: GoldenTensor;
  weights: Record<string, GoldenTensor>;
  gradients: Record<string, GoldenTensor>;
}

interface Normalised extends Layer {
  averages: { mean: GoldenTensor; var: GoldenTensor }[];
  second: GoldenTensor;
  later: GoldenTensor;
  laterOutput: GoldenTensor;
}

const { cases } = readGolden<Layer>('pictures.json');

const fed = (golden: GoldenTensor): Tensor => tensor('float64', golden.shape, [...valuesOf(golden)]);
const given = (name: string, { shape }: GoldenTensor): Value => o.input(name, 'float64', shape);
/** PyTorch has channels before the picture. */
const channelsLast = (x: Value): Value => o.transpose(x, [0, 2, 3, 1]);
const channelsFirst = (x: Value): Value => o.transpose(x, [0, 3, 1, 2]);

function layerOf(
  { kind, size, stride, padding, weights }: Layer,
  x: Value,
): { y: Value; parameters: Record<string, Value> } {
  if (kind === 'max') return { y: maxPooling2d(x, { size, stride, padding }), parameters: {} };
  if (kind === 'average') return { y: averagePooling2d(x, { size, stride, padding }), parameters: {} };
  if (kind === 'normalisation') {
    const parameters = bind(batchNormParameters({ width: 3 }), 'float64');
    const { weight, bias } = parameters;
    return { y: batchNorm(parameters, x, { mode: 'training' }).y, parameters: { weight, bias } };
  }
  const [filters, inputs] = weights.weight.shape;
  const parameters = bind(convolution2dParameters({ inputs, filters, size }), 'float64');
  return { y: convolution2d(parameters, x, { stride, padding }), parameters: { ...parameters } };
}

describe('layers over pictures', () => {
  for (const layer of cases)
    it(`have PyTorch's values and gradients: ${layer.name}`, async () => {
      const input = given('input', layer.input);
      const { y, parameters } = layerOf(layer, channelsLast(input));
      const output = channelsFirst(y);
      const scalar = o.sum(o.mul(output, given('outputWeight', layer.outputWeight)));
      const results = await evaluate(
        { output, ...withGradients(scalar, { input, ...parameters }) },
        {
          ...{ input: fed(layer.input), outputWeight: fed(layer.outputWeight) },
          ...Object.fromEntries(Object.entries(layer.weights).map(([name, values]) => [name, fed(values)])),
        },
      );
      assert.ok(relativeDifference(results.output.data as Float64Array, layer.output) < GOLDEN);
      assert.deepEqual(Object.keys(layer.gradients).sort(), ['input', ...Object.keys(parameters)].sort());
      for (const [name, golden] of Object.entries(layer.gradients))
        assert.ok(relativeDifference(results[`d ${name}`].data as Float64Array, golden) < 1e-10, `gradient by ${name}`);
    });

  it('normalise later by the running averages that PyTorch has, of the mean and of the unbiased variance', async () => {
    const layer = cases.find(({ kind }) => kind === 'normalisation') as Normalised;
    const p = bind(batchNormParameters({ width: 3 }), 'float64');
    const told = (x: Value) => batchNorm(p, channelsLast(x), { mode: 'training' }).tracked;
    const weights = { weight: fed(layer.weights.weight), bias: fed(layer.weights.bias) };
    let averages = { running_mean: tensor('float64', [3], [0, 0, 0]), running_var: tensor('float64', [3], [1, 1, 1]) };
    for (const [i, batch] of [layer.input, layer.second].entries()) {
      const [mean, variance] = told(given('x', batch));
      assert.deepEqual([mean.parameter, variance.parameter], [p.running_mean, p.running_var]);
      const found = await evaluate({ mean: mean.next, variance: variance.next }, { x: fed(batch), ...averages });
      averages = { running_mean: found.mean, running_var: found.variance };
      assert.ok(relativeDifference(averages.running_mean.data as Float64Array, layer.averages[i].mean) < GOLDEN);
      assert.ok(relativeDifference(averages.running_var.data as Float64Array, layer.averages[i].var) < GOLDEN);
    }
    const { y, tracked } = batchNorm(p, channelsLast(given('x', layer.later)), { mode: 'inference' });
    assert.deepEqual(tracked, []);
    const later = await evaluate({ y: channelsFirst(y) }, { x: fed(layer.later), ...weights, ...averages });
    assert.ok(relativeDifference(later.y.data as Float64Array, layer.laterOutput) < GOLDEN);
  });

  it('have the gradients of differences, one on the other', () =>
    withSeed(SEED, async () => {
      const convolving = bind(
        {
          one: convolution2dParameters({ inputs: 2, filters: 3, size: [3, 3] }),
          norm: batchNormParameters({ width: 3 }),
        },
        'float64',
      );
      const x = o.input('x', 'float64', ['batch', 5, 4, 2]);
      const made = convolution2d(convolving.one, x, { padding: [1, 1], stride: [1, 1] });
      const { y } = batchNorm(convolving.norm, made, { mode: 'training' });
      const outputs = {
        y: averagePooling2d(maxPooling2d(o.tanh(y), { size: [2, 2] }), { size: [2, 1], stride: [1, 1] }),
      };
      assert.deepEqual(outputs.y.shape, ['batch', 1, 2, 3]);
      const { weight, bias } = convolving.norm;
      const inputs = {
        x,
        'one.weight': convolving.one.weight,
        'one.bias': convolving.one.bias,
        'norm.weight': weight,
        'norm.bias': bias,
      };
      const program = await openProgram(withGradients(mixed(outputs), inputs));
      try {
        const shapes = {
          x: [2, 5, 4, 2],
          'one.weight': [3, 2, 3, 3],
          'one.bias': [3],
          'norm.weight': [3],
          'norm.bias': [3],
        };
        const specs = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, { shape }]));
        await checkDifferences(program, { ...drawFeeds(specs, SEED), ...drawWeights(outputs, { batch: 2 }, SEED + 1) });
      } finally {
        await program.release();
      }
    }));
});
