// Gradients of whole programs against central differences of the program itself, in double precision.

import { gradients } from '../../../src/engine/graph/differentiate';
import { evaluateDim } from '../../../src/engine/graph/dims';
import * as o from '../../../src/engine/graph/ops';
import { isFloat, type DType, type Value } from '../../../src/engine/graph/value';
import type { CompiledProgram, Feeds } from '../../../src/engine/runtime/session';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { randomNumbers, type RandomNumbers } from '../../faults/randomNumbers';
import { assertClose } from './compare';
import { countOf } from './ndArray';

export interface InputSpec {
  dtype?: DType;
  shape: readonly number[];
  /** Between −1 and 1 unless given. */
  draw?: (random: RandomNumbers, i: number) => number;
}

export function drawFeeds(inputs: Readonly<Record<string, InputSpec>>, seed: number): Record<string, Tensor> {
  const random = randomNumbers(seed);
  const filled = Object.entries(inputs).map(([name, { dtype = 'float64', shape, draw }]) => {
    const numbers = Array.from({ length: countOf(shape) }, (_, i) => draw?.(random, i) ?? 2 * random.next() - 1);
    return [name, tensor(dtype, shape, numbers)];
  });
  return Object.fromEntries(filled) as Record<string, Tensor>;
}

/** A scalar that depends on every component of every output, on each in its own way: weights are fed as `weight name`. */
export function mixed(outputs: Readonly<Record<string, Value>>): Value {
  const parts = Object.entries(outputs).map(([name, y]) =>
    o.sum(o.mul(o.cast(y, 'float64'), o.input(`weight ${name}`, 'float64', y.shape))),
  );
  return parts.reduce((a, b) => o.add(a, b));
}

/** Weights for `mixed`, once the axes are known. */
export function drawWeights(
  outputs: Readonly<Record<string, Value>>,
  axes: Readonly<Record<string, number>>,
  seed: number,
): Record<string, Tensor> {
  const lengths = new Map(Object.entries(axes));
  const specs = Object.entries(outputs).map(([name, { shape }]) => [
    `weight ${name}`,
    { shape: shape.map((dim) => evaluateDim(dim, lengths)) },
  ]);
  return drawFeeds(Object.fromEntries(specs) as Record<string, InputSpec>, seed);
}

/** `loss` and its gradients by the named float inputs, as outputs of one program. */
export function withGradients(loss: Value, inputs: Readonly<Record<string, Value>>): Record<string, Value> {
  const floats = Object.entries(inputs).filter(([, { dtype }]) => isFloat(dtype));
  const found = gradients(
    loss,
    floats.map(([, value]) => value),
  );
  return { loss, ...Object.fromEntries(floats.map(([name], i) => [`d ${name}`, found[i]])) };
}

/** Compares the outputs `d name` of a program with differences of its output `loss`. */
export async function checkDifferences(program: CompiledProgram, feeds: Feeds, step = 1e-6): Promise<void> {
  const lossAt = async (changed: Feeds): Promise<number> =>
    Number((await program.run({ ...feeds, ...changed }, { outputs: ['loss'] })).loss.data[0]);
  const results = await program.run(feeds);
  for (const [name, fed] of Object.entries(feeds)) {
    const found = results[`d ${name}`];
    if (!found) continue;
    const numbers = Array.from(fed.data, Number);
    const expected: number[] = [];
    for (let i = 0; i < numbers.length; i++) {
      const moved = (by: number): Tensor => tensor('float64', fed.shape, numbers.with(i, numbers[i] + by));
      expected.push(((await lossAt({ [name]: moved(step) })) - (await lossAt({ [name]: moved(-step) }))) / (2 * step));
    }
    assertClose(found.data, expected, { absolute: 2e-8, relative: 1e-6 }, `gradient by ${name}`);
  }
}
