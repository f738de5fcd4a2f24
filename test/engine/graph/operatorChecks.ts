// What is required of every row of the operator table: values, gradients, open axes, threads. In a loop: operatorLoops.ts.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import type { Value } from '../../../src/engine/graph/value';
import { randomNumbers } from '../../faults/randomNumbers';
import { assertClose, assertSameBits } from '../../support/numeric/compare';
import { evaluate } from '../../support/numeric/evaluate';
import { countOf, nd, type NdArray } from '../../support/numeric/ndArray';
import {
  applyOperator,
  bindOperand,
  draw,
  fixedDim,
  isFloat,
  namedDim,
  weightedSum,
  type AnyRow,
  type AnySample,
  type Feeds,
} from './operatorSamples';

const EXACT = { absolute: 1e-12 };
/** Central differences with steps of 1e-6 in double precision are good to about 1e-9. */
const DIFFERENCES = { absolute: 1e-7, relative: 1e-6 };
const STEP = 1e-6;

const weighted = (outputs: readonly NdArray[], weights: readonly NdArray[]): number =>
  outputs.reduce((sum, y, i) => sum + y.data.reduce((part, c, at) => part + c * weights[i].data[at], 0), 0);

/** The derivative of the weighted sum by one operand, by central differences of the reference. */
function differences(
  row: AnyRow,
  attributes: unknown,
  operands: readonly NdArray[],
  index: number,
  weights: readonly NdArray[],
): number[] {
  const at = (component: number, step: number): number => {
    const moved = operands.map((x, i) =>
      i === index ? nd(x.shape, x.data.with(component, x.data[component] + step)) : x,
    );
    return weighted(row.reference(moved, attributes), weights);
  };
  return operands[index].data.map((_, component) => (at(component, STEP) - at(component, -STEP)) / (2 * STEP));
}

/** Values and gradients of one sample, in double precision. */
export async function checkSample(op: string, row: AnyRow, sample: AnySample, dims: 'fixed' | 'named', seed: number) {
  const random = randomNumbers(seed);
  const dim = dims === 'fixed' ? fixedDim : namedDim;
  const feeds: Feeds = {};
  const data = sample.operands.map((operand) => draw(operand, random));
  const operands = sample.operands.map((operand, i) =>
    bindOperand(`x${i}`, operand, data[i], { dim, float: 'float64', feeds }),
  );
  const outputs = applyOperator(op, operands, sample.attributes(dim));
  const numeric = sample.attributes(fixedDim);
  const expected = row.reference(data, numeric);
  const weights = expected.map(({ shape }) => draw({ shape }, random));
  const smooth = outputs.every(({ dtype }) => isFloat(dtype));
  const loss = weightedSum(op, outputs, weights, { float: 'float64', feeds });
  const floats = operands.flatMap(({ dtype }, i) => (isFloat(dtype) ? [i] : []));
  const found = gradients(
    loss,
    floats.map((i) => operands[i]),
  );
  const named = Object.fromEntries([
    ...outputs.map((y, i) => [`y${i}`, y]),
    ...floats.map((i, at) => [`d${i}`, found[at]]),
  ]) as Record<string, Value>;

  const results = await evaluate(named, feeds);
  outputs.forEach((_, i) => {
    assert.deepEqual(results[`y${i}`].shape, expected[i].shape, `shape of output ${i}`);
    assertClose(results[`y${i}`].data, expected[i].data, EXACT, `output ${i}`);
  });
  for (const i of floats) {
    const wanted = smooth ? differences(row, numeric, data, i, weights) : data[i].data.map(() => 0);
    assert.deepEqual(results[`d${i}`].shape, data[i].shape, `shape of the gradient by operand ${i}`);
    assertClose(results[`d${i}`].data, wanted, DIFFERENCES, `gradient by operand ${i}`);
  }
}

/** The same bits from 1, 2 and 4 threads, values and gradients, in single precision. */
export async function checkThreads(op: string, { large }: AnyRow, seed: number): Promise<void> {
  const random = randomNumbers(seed);
  const feeds: Feeds = {};
  const operands = large.operands.map((operand, i) =>
    bindOperand(`x${i}`, operand, draw(operand, random), { dim: fixedDim, float: 'float32', feeds }),
  );
  const outputs = applyOperator(op, operands, large.attributes(fixedDim));
  const largest = Math.max(...[...operands, ...outputs].map(({ shape }) => countOf(shape as number[])));
  assert.ok(largest >= 1e5, `only ${largest} components`);
  const weights = outputs.map(({ shape }) => draw({ shape: shape as number[] }, random));
  const loss = weightedSum(op, outputs, weights, { float: 'float32', feeds });
  const floats = operands.filter(({ dtype }) => isFloat(dtype));
  const named = Object.fromEntries([...outputs, ...gradients(loss, floats)].map((value, i) => [`r${i}`, value]));

  const one = await evaluate(named, feeds, { threads: 1 });
  for (const threads of [2, 4]) {
    const many = await evaluate(named, feeds, { threads });
    for (const name of Object.keys(named))
      assertSameBits(many[name].data, one[name].data, `${name} with ${threads} threads`);
  }
}
