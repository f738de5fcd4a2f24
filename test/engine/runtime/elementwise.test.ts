// Componentwise programs as WebAssembly beside ONNX Runtime, bit for bit: every optimiser with every clipping, at every tail.

import assert from 'node:assert/strict';
import { createMemory } from '../../../src/engine/compiled/memory';
import { createRandom } from '../../../src/engine/data/random';
import { abs, div, exp, input, maximum, mul, neg, sub } from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { clipByNorm, clipByValue } from '../../../src/engine/optim/clipping';
import { createOptimizer } from '../../../src/engine/optim/optimizers';
import { compileElementwise, compileSumOfSquares } from '../../../src/engine/runtime/elementwise';
import { compile } from '../../../src/engine/runtime/session';
import { tensor } from '../../../src/engine/runtime/tensor';
import type { OptimizerOptions } from '../../../src/engine/schema/optimizer';
import { drawnSeed } from '../../support/seed';

const SEED = drawnSeed;
const OPTIMIZERS: OptimizerOptions[] = [
  { type: 'sgd', learningRate: 0.1, momentum: 0, nesterov: false, weightDecay: 0 },
  { type: 'sgd', learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01 },
  { type: 'adagrad', learningRate: 0.1, epsilon: 1e-10, weightDecay: 0.01 },
  { type: 'adadelta', learningRate: 1, rho: 0.9, epsilon: 1e-6, weightDecay: 0 },
  { type: 'rmsprop', learningRate: 0.01, alpha: 0.99, momentum: 0.9, epsilon: 1e-8, weightDecay: 0.01 },
  { type: 'adam', learningRate: 0.01, betas: [0.9, 0.999], epsilon: 1e-8, weightDecay: 0.01 },
  { type: 'adamw', learningRate: 0.01, betas: [0.9, 0.99], epsilon: 1e-8, weightDecay: 0.1 },
];

const array = (name: string): Value => input(name, 'float32', ['n']);
const scalar = (name: string): Value => input(name, 'float32', []);
const memory = (): WebAssembly.Memory => createMemory(2 ** 20, { message: String });

/** Arrays one behind the other, 16 bytes between them, which nothing may touch. */
function placed(arrays: Readonly<Record<string, Float32Array>>) {
  const inside = memory();
  let at = 1024;
  const addresses: Record<string, number> = {};
  for (const [name, values] of Object.entries(arrays)) {
    addresses[name] = at;
    new Float32Array(inside.buffer, at, values.length).set(values);
    at += Math.ceil(values.byteLength / 16) * 16 + 16;
  }
  const view = (name: string, length: number): Float32Array => new Float32Array(inside.buffer, addresses[name], length);
  return { inside, addresses, view };
}

describe('a componentwise program', () => {
  for (const options of OPTIMIZERS)
    for (const clipping of ['none', 'norm', 'value'] as const)
      it(`is the update of ${options.type}, weight decay ${options.weightDecay}, clipping ${clipping}`, async () => {
        const rule = createOptimizer(options);
        const raw = array('gradient');
        const { [clipping]: gradient } = {
          none: raw,
          norm: clipByNorm([raw], 0.5, scalar('norm'))[0],
          value: clipByValue([raw], 0.2)[0],
        };
        const scalars = { ...rule.scalars(3, options.learningRate), ...(clipping === 'norm' ? { norm: 1.7 } : {}) };
        const next = rule.update({
          parameter: array('parameter'),
          gradient,
          state: Object.fromEntries(rule.state.map((slot) => [slot, array(slot)])),
          scalars: Object.fromEntries(Object.keys(rule.scalars(3, 0)).map((name) => [name, scalar(name)])),
        });
        const outputs = { 'next parameter': next.parameter, ...Object.fromEntries(Object.entries(next.state).map(([slot, value]) => [`next ${slot}`, value])) }; // prettier-ignore
        const program = await compile(outputs, { device: 'cpu', threads: 1 });
        for (const length of [1, 3, 4, 5, 16, 67]) {
          const random = createRandom({ seed: SEED, stream: 'arrays', index: length });
          const names = ['parameter', 'gradient', ...rule.state];
          const arrays = Object.fromEntries(
            names.map((name) => {
              const values = Float32Array.from({ length }, () => random.normal());
              return [name, rule.state.includes(name) ? values.map(Math.abs) : values];
            }),
          );
          const { inside, addresses, view } = placed(arrays);
          const kernel = compileElementwise(outputs, inside);
          const expected = await program.run({
            ...Object.fromEntries(names.map((name) => [name, tensor('float32', [length], arrays[name])])),
            ...Object.fromEntries(Object.entries(scalars).map(([name, value]) => [name, tensor('float32', [], [value])])), // prettier-ignore
          });
          const inPlace = Object.fromEntries(Object.keys(outputs).map((name) => [name, addresses[name.slice(5)]]));
          kernel.run(4 * length, { ...addresses, ...inPlace }, scalars);
          for (const name of Object.keys(outputs)) {
            const own = name.slice(5);
            assert.deepEqual(view(own, length), expected[name].data, `seed ${SEED}, ${name} of ${length}`);
            const behind = view(own, Math.ceil(length / 4) * 4 + 4).slice(-4);
            assert.deepEqual([...behind], [0, 0, 0, 0], `seed ${SEED}: behind ${own} of ${length}`);
          }
        }
        await program.release();
      });

  it('computes what depends on scalars alone, negates, and hands on what is not a number', () => {
    const x = array('x');
    const { inside, addresses, view } = placed({ x: Float32Array.of(1, -2, Number.NaN, -Infinity, 0) });
    const outputs = { y: maximum(neg(abs(x)), mul(sub(scalar('a'), 1), 2)), z: div(x, scalar('a')) };
    const kernel = compileElementwise(outputs, inside);
    kernel.run(20, { ...addresses, y: 4096, z: 8192 }, { a: -0.5 });
    assert.deepEqual([...new Float32Array(inside.buffer, 4096, 5)], [-1, -2, Number.NaN, -3, -0]);
    assert.deepEqual([...new Float32Array(inside.buffer, 8192, 5)], [-2, 4, Number.NaN, Infinity, -0]);
    assert.deepEqual([...view('x', 5)], [1, -2, Number.NaN, -Infinity, 0]);
  });

  it('names an operator that is not componentwise', () => {
    assert.throws(() => compileElementwise({ y: exp(array('x')) }, memory()), /"exp" \(float32\) is not among/);
  });
});

describe('a sum of squares', () => {
  it('is that of float64, whatever the tail', () => {
    for (const length of [1, 2, 3, 4, 7, 1000]) {
      const random = createRandom({ seed: SEED, stream: 'squares', index: length });
      const values = Float32Array.from({ length }, () => 1e3 * random.normal());
      const { inside, addresses } = placed({ x: values });
      const found = compileSumOfSquares(array('x'), inside).run(4 * length, addresses);
      const expected = values.reduce((sum, value) => sum + value * value, 0);
      assert.ok(Math.abs(found - expected) <= 1e-14 * length * expected, `seed ${SEED}: ${found}, not ${expected}`);
    }
  });

  it('takes what is computed from an array, and is not finite where a number is not', () => {
    const { inside, addresses } = placed({ x: Float32Array.of(3, -4, 0.5) });
    const [held] = clipByValue([array('x')], 1);
    assert.equal(compileSumOfSquares(held, inside).run(12, addresses), 2.25);
    for (const bad of [Number.NaN, Infinity]) {
      const { inside: other, addresses: there } = placed({ x: Float32Array.of(3, bad) });
      assert.ok(!Number.isFinite(compileSumOfSquares(array('x'), other).run(8, there)));
    }
  });
});
