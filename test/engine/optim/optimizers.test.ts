// Every optimiser against PyTorch: fifty updates, state and all, with the same gradients.

import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { createOptimizer } from '../../../src/engine/optim/optimizers';
import { tensor, zeros, type Tensor } from '../../../src/engine/runtime/tensor';
import type { OptimizerOptions } from '../../../src/engine/schema/optimizer';
import { readGolden, valuesOf, type GoldenTensor } from '../../golden/readGolden';
import { openProgram } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, type Float } from '../../support/numeric/golden';

type Tensors = Record<string, GoldenTensor>;

interface OptimizerCase {
  name: string;
  optimizer: OptimizerOptions;
  gradients: Tensors;
  after: Record<string, Tensors>;
}

const golden = readGolden<OptimizerCase>('optimizers.json');
const initial = golden.initial as Tensors;
const STEPS = golden.steps as number;

/** Gradient `index` of those that are stacked. */
function gradientAt({ shape, data }: GoldenTensor, index: number, dtype: Float): Tensor {
  const each = shape.slice(1);
  const length = each.reduce((a, b) => a * b, 1);
  return tensor(dtype, each, valuesOf({ shape, data }).subarray(index * length, (index + 1) * length));
}

const prefixed = <T>(prefix: string, entries: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).map(([name, entry]) => [prefix + name, entry]));

async function check({ optimizer, gradients, after }: OptimizerCase, dtype: Float): Promise<void> {
  const rule = createOptimizer(optimizer);
  const { learningRate } = optimizer;
  for (const [name, start] of Object.entries(initial)) {
    const shape = start.shape;
    const state = Object.fromEntries(rule.state.map((key) => [key, o.input(`state ${key}`, dtype, shape)]));
    const scalars = Object.fromEntries(
      Object.keys(rule.scalars(1, learningRate)).map((key): [string, Value] => [key, o.input(key, dtype, [])]),
    );
    const [parameter, gradient] = [o.input('parameter', dtype, shape), o.input('gradient', dtype, shape)];
    const next = rule.update({ parameter, gradient, state, scalars });
    const program = await openProgram({ 'next parameter': next.parameter, ...prefixed('next ', next.state) });

    let current = fromGolden(start, dtype);
    let states = Object.fromEntries(rule.state.map((key) => [key, zeros(dtype, shape)]));
    for (let step = 1; step <= STEPS; step++) {
      const numbers = Object.entries(rule.scalars(step, learningRate));
      const results = await program.run({
        parameter: current,
        gradient: gradientAt(gradients[name], step - 1, dtype),
        ...prefixed('state ', states),
        ...Object.fromEntries(numbers.map(([key, value]) => [key, tensor(dtype, [], [value])])),
      });
      current = results['next parameter'];
      states = Object.fromEntries(rule.state.map((key) => [key, results[`next ${key}`]]));
      const expected = after[String(step)];
      if (expected) assertGolden(current, expected[name], `${name} after ${step} updates`);
    }
    await program.release();
  }
}

describe('optimisers agree with PyTorch', () => {
  for (const one of golden.cases) for (const dtype of FLOATS) it(`${one.name} in ${dtype}`, () => check(one, dtype));
});
