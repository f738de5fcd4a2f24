// Recurrent layers against PyTorch: outputs, last states, and the gradients of the input, all weights and first states.

import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { bind } from '../../../src/engine/nn/parameters';
import { recurrent, recurrentParameters, type Cell } from '../../../src/engine/nn/recurrent';
import type { Tensor } from '../../../src/engine/runtime/tensor';
import { readGolden, type GoldenTensor } from '../../golden/readGolden';
import { evaluate } from '../../support/numeric/evaluate';
import { assertGolden, FLOATS, fromGolden, maskOf, scalarGolden, type Float } from '../../support/numeric/golden';

type Tensors = Record<string, GoldenTensor>;

interface RecurrentCase {
  name: string;
  cell: Cell;
  inputSize: number;
  hiddenSize: number;
  layers: number;
  bidirectional: boolean;
  lengths: number[] | null;
  weights: Tensors;
  input: GoldenTensor;
  output: GoldenTensor;
  last: Tensors;
  initial?: Tensors;
  outputWeight: GoldenTensor;
  lastWeight: Tensors;
  scalar: number;
  gradients: { input: GoldenTensor; weights: Tensors; initial?: Tensors };
}

const prefixed = (prefix: string, tensors: Tensors = {}): Tensors =>
  Object.fromEntries(Object.entries(tensors).map(([name, golden]) => [prefix + name, golden]));

async function check(golden: RecurrentCase, dtype: Float): Promise<void> {
  const { cell, inputSize: inputs, hiddenSize: hidden, layers, bidirectional, lengths } = golden;
  const options = { cell, inputs, hidden, layers, bidirectional };
  const weights = bind(recurrentParameters(options), dtype);
  const x = o.input('input', dtype, ['time', 'batch', inputs]);
  const count = layers * (bidirectional ? 2 : 1);
  const stack = (values: readonly Value[]): Value =>
    o.concat(
      values.map((value) => o.reshape(value, [1, ...value.shape])),
      0,
    ); // [layers*directions, batch, hidden]
  const bindStates = (prefix: string, states: Tensors = {}): Record<string, Value> =>
    Object.fromEntries(
      Object.keys(states).map((name) => [name, o.input(prefix + name, dtype, [count, 'batch', hidden])]),
    );

  const first = bindStates('initial ', golden.initial);
  const initial =
    golden.initial &&
    Array.from({ length: count }, (_, i) =>
      Object.fromEntries(Object.entries(first).map(([name, value]) => [name, o.select(value, 0, i)])),
    );
  const mask = lengths ? o.input('mask', 'bool', ['time', 'batch']) : undefined;
  const { output, last } = recurrent(weights, x, options, { mask, initial });
  const lastStates = Object.fromEntries(
    Object.keys(golden.last).map((name) => [name, stack(last.map((states) => states[name]))]),
  );
  const lastWeights = bindStates('weight of ', golden.lastWeight);
  const outputWeight = o.input('weight of output', dtype, output.shape);
  const scalar = Object.entries(lastStates)
    .map(([name, states]) => o.sum(o.mul(states, lastWeights[name])))
    .reduce((a, b) => o.add(a, b), o.sum(o.mul(output, outputWeight)));

  const wanted: [string, Value, GoldenTensor][] = [
    ['input', x, golden.gradients.input],
    ...Object.entries(golden.gradients.weights).map(([n, g]): [string, Value, GoldenTensor] => [n, weights[n], g]),
    ...Object.entries(golden.gradients.initial ?? {}).map(([n, g]): [string, Value, GoldenTensor] => [n, first[n], g]),
  ];
  const found = gradients(
    scalar,
    wanted.map(([, value]) => value),
  );
  const expected: Record<string, [Value, GoldenTensor]> = {
    'the output': [output, golden.output],
    'the scalar': [scalar, scalarGolden(golden.scalar)],
    ...Object.fromEntries(
      Object.entries(lastStates).map(([name, states]) => [`the last ${name}`, [states, golden.last[name]]]),
    ),
    ...Object.fromEntries(wanted.map(([name, , g], i) => [`the gradient by ${name}`, [found[i], g]])),
  };

  const fed: Tensors = {
    input: golden.input,
    'weight of output': golden.outputWeight,
    ...golden.weights,
    ...prefixed('initial ', golden.initial),
    ...prefixed('weight of ', golden.lastWeight),
  };
  const feeds: Record<string, Tensor> = Object.fromEntries(
    Object.entries(fed).map(([name, tensor]) => [name, fromGolden(tensor, dtype)]),
  );
  if (lengths) feeds.mask = maskOf(lengths, golden.input.shape[0]);
  const results = await evaluate(Object.fromEntries(Object.entries(expected).map(([k, [value]]) => [k, value])), feeds);
  for (const [name, [, tensor]] of Object.entries(expected)) assertGolden(results[name], tensor, name);
}

describe('recurrent layers agree with PyTorch', () => {
  for (const file of ['rnn', 'lstm', 'gru'])
    for (const golden of readGolden<RecurrentCase>(`${file}.json`).cases)
      for (const dtype of FLOATS) it(`${golden.name} in ${dtype}`, () => check(golden, dtype));
});
