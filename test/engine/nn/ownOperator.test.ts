// Operators with gradients of their own: what they compute, in and outside of loops, and what flows back.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import { scan } from '../../../src/engine/graph/scan';
import { GraphError, type Value } from '../../../src/engine/graph/value';
import { ownOperator } from '../../../src/engine/nn/ownOperator';
import { tensor } from '../../../src/engine/runtime/tensor';
import { openProgram } from '../../support/numeric/evaluate';

const { add, mul, sigmoid, sub, sum, tanh } = o;

const swish = ownOperator('swish', {
  forward: (x) => mul(x, sigmoid(x)),
  backward(g, { operands: [x], output }) {
    const gate = sigmoid(x);
    return [mul(g, add(output, mul(gate, sub(1, output))))];
  },
});
/** Another derivative than that of what is computed, so that it shows whose is taken. */
const straight = ownOperator('straight', { forward: (x) => o.sign(x), backward: (g) => [mul(g, 3)] });

const x = (): Value => o.input('x', 'float64', ['time', 2]);
const numbers = [-1.5, 0.25, 0.5, 2, -0.75, 1];
const feeds = { x: tensor('float64', [3, 2], numbers) };
const PASSES = [{}, { planning: false }, { simplifying: false }, { planning: false, simplifying: false }];

async function values(y: Value, by: Value, passes = {}): Promise<{ y: number[]; d: number[] }> {
  const program = await openProgram({ y, d: gradients(sum(mul(y, y)), [by])[0] }, passes);
  const results = await program.run(feeds);
  return { y: Array.from(results.y.data, Number), d: Array.from(results.d.data, Number) };
}

const near = (found: number[], wanted: number[]): void =>
  found.forEach((each, i) => assert.ok(Math.abs(each - wanted[i]) < 1e-12, `${i}: ${each} and not ${wanted[i]}`));

describe('an operator with a gradient of its own', () => {
  for (const passes of PASSES) {
    const said = JSON.stringify(passes);
    it(`is what it computes, with the gradient that is stated: ${said}`, async () => {
      const by = x();
      const own = await values(swish(by), by, passes);
      const derived = await values(mul(by, sigmoid(by)), by, passes);
      near(own.y, derived.y);
      near(own.d, derived.d);
      const { y, d } = await values(straight(by), by, passes);
      near(y, numbers.map(Math.sign));
      near(
        d,
        y.map((each) => 6 * each),
      );
    });

    it(`is so in a loop: ${said}`, async () => {
      const run = (f: (value: Value) => Value, by: Value): Value =>
        scan(({ h }, { now }) => ({ h: f(add(h, now)) }), { h: o.fill(0, [2], 'float64') }, { now: by }).states.h;
      const by = x();
      const own = ownOperator('own', {
        forward: (value) => tanh(value),
        backward: (g, { output }) => [mul(g, sub(1, mul(output, output)))],
      });
      const [found, derived] = [await values(run(own, by), by, passes), await values(run(tanh, by), by, passes)];
      near(found.y, derived.y);
      near(found.d, derived.d);
    });
  }

  it('passes nothing on where its rule says undefined', async () => {
    const by = x();
    const blocked = ownOperator('blocked', { forward: (value) => mul(value, 2), backward: () => [undefined] });
    assert.deepEqual(
      (await values(blocked(by), by)).d,
      numbers.map(() => 0),
    );
  });

  for (const [said, backward, expected] of [
    [
      'another shape',
      (g: Value) => [sum(g, [0])],
      /broken: "backward" gives float64 \[2\] as the cotangent of operand 0/,
    ],
    ['another number of them', (g: Value) => [g, g], /broken: "backward" must give a list of 1/],
  ] as const)
    it(`refuses cotangents of ${said}`, () => {
      const by = x();
      const broken = ownOperator('broken', { forward: (value) => mul(value, 2), backward });
      assert.throws(
        () => gradients(sum(broken(by)), [by]),
        (error) => error instanceof GraphError && expected.test(error.message),
      );
    });
});
