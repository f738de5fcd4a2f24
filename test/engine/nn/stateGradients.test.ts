// What happens inside of recurrent layers, found by its marks: the gradient of a loss with respect to every state against PyTorch.

import assert from 'node:assert/strict';
import { gradientsInside } from '../../../src/engine/graph/differentiate';
import { markedValues } from '../../../src/engine/graph/marks';
import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { bind } from '../../../src/engine/nn/parameters';
import { recurrent, recurrentParameters, type Cell, type RecurrentRun } from '../../../src/engine/nn/recurrent';
import type { Tensor } from '../../../src/engine/runtime/tensor';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, maskOf, scalarGolden, type Float } from '../../support/numeric/golden';

interface StatesCase {
  name: string;
  cell: Cell;
  lengths: number[] | null;
  weights: Record<string, GoldenTensor>;
  input: GoldenTensor;
  outputWeight: GoldenTensor;
  lastWeight: GoldenTensor;
  scalar: number;
  gradients: Record<string, GoldenTensor>;
}

const { cases, ...sizes } = readGolden<StatesCase>('stateGradients.json');
const [inputs, hidden, layers] = [sizes.inputSize, sizes.hiddenSize, sizes.layers] as number[];

/** Σ output · weight + Σ last state of the top layer · weight */
function scalarOf(
  golden: Pick<StatesCase, 'cell' | 'lengths'>,
  dtype: Float,
  padding?: RecurrentRun['padding'],
): Value {
  const options = { cell: golden.cell, inputs, hidden, layers, bidirectional: false };
  const x = o.input('input', dtype, ['time', 'batch', inputs]);
  const mask = golden.lengths ? o.input('mask', 'bool', ['time', 'batch']) : undefined;
  const { output, last } = recurrent(bind(recurrentParameters(options), dtype), x, options, { mask, padding });
  const weighted = o.sum(o.mul(output, o.input('weight of output', dtype, ['time', 'batch', hidden])));
  return o.add(weighted, o.sum(o.mul(last[layers - 1].h, o.input('weight of last', dtype, ['batch', hidden]))));
}

async function check(golden: StatesCase, dtype: Float, padding?: RecurrentRun['padding']): Promise<void> {
  const scalar = scalarOf(golden, dtype, padding);
  const states = markedValues([scalar]).filter(({ mark: { name } }) => name === 'hiddenState' || name === 'cellState');
  const found = gradientsInside(
    scalar,
    states.map(({ made, value }) => ({ value: made, outside: value })),
  );
  const nameOf = ({ mark: { name, layer } }: (typeof states)[number]): string =>
    `${name === 'hiddenState' ? 'h' : 'c'}${layer.number ?? 0}`;
  const outputs = Object.fromEntries(states.map((state, i) => [nameOf(state), found[i]]));
  const feeds: Record<string, Tensor> = {
    ...Object.fromEntries(Object.entries(golden.weights).map(([name, weight]) => [name, fromGolden(weight, dtype)])),
    input: fromGolden(golden.input, dtype),
    'weight of output': fromGolden(golden.outputWeight, dtype),
    'weight of last': fromGolden(golden.lastWeight, dtype),
    ...(golden.lengths && { mask: maskOf(golden.lengths, golden.input.shape[0]) }),
  };
  const results = await evaluate({ scalar, ...outputs }, feeds);
  assertGolden(results.scalar, scalarGolden(golden.scalar), 'the scalar');
  assert.deepEqual(Object.keys(outputs).sort(), Object.keys(golden.gradients).sort());
  for (const [name, gradient] of Object.entries(golden.gradients))
    assertGolden(results[name], gradient, `the gradient by ${name}`);
}

describe('gradients with respect to the states of recurrent layers agree with PyTorch', () => {
  for (const golden of cases)
    for (const dtype of FLOATS) {
      it(`${golden.name} in ${dtype}`, () => check(golden, dtype));
      if (golden.lengths) it(`${golden.name} with padding after in ${dtype}`, () => check(golden, dtype, 'after'));
    }
});
