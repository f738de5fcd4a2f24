// Programs as ONNX: what is written can be read back, names never clash, and garbage is told from a model.

import assert from 'node:assert/strict';
import * as o from '../../../src/engine/graph/ops';
import { makeProgram } from '../../../src/engine/graph/program';
import { scan } from '../../../src/engine/graph/scan';
import type { Value } from '../../../src/engine/graph/value';
import { emitProgram } from '../../../src/engine/onnx/emitProgram';
import { compile } from '../../../src/engine/runtime/session';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { evaluate } from '../../support/numeric/evaluate';
import { readModel } from '../../support/readOnnx';

const x = o.input('x', 'float32', ['time', 'batch', 3]);
const fed = tensor('float32', [2, 1, 3], [1, 2, 3, 4, 5, 6]);

const modelOf = (outputs: Record<string, Value>): Uint8Array => emitProgram(makeProgram(outputs), 'a test');

const running = (): Record<string, Value> => {
  const start = { total: o.fill(0, ['batch', 3], 'float32') };
  const { states } = scan(
    (s: { total: Value }, one: { x: Value }) => ({ total: o.tanh(o.add(s.total, one.x)) }),
    start,
    { x },
  );
  return { states: states.total, scaled: o.mul(x, 2.5) };
};

const numbers = ({ data }: Tensor): number[] => Array.from(data, Number);

describe('a program as ONNX', () => {
  it('holds the inputs that are fixed, and computes the same', async () => {
    const w = o.input('w', 'float32', [3, 2]);
    const outputs = { y: o.matmul(x, w), sum: o.sum(w) };
    const fixed = { w: tensor('float32', [3, 2], [1, 2, 3, 4, 5, 6]) };
    const graph = readModel(emitProgram(makeProgram(outputs), 'a test', fixed)).graph!;
    assert.deepEqual(
      [graph.input, graph.initializer].map((list) => list.map(({ name }) => name).includes('w')),
      [false, true],
    );
    const session = await compile(outputs, { device: 'cpu', threads: 1 }, 'a test', fixed);
    const { y, sum } = await session.run({ x: fed });
    await session.release();
    const given = await evaluate(outputs, { x: fed, ...fixed });
    assert.deepEqual([numbers(y), numbers(sum)], [numbers(given.y), [21]]);
  });

  it('can be read back: its operator set, inputs, outputs, axes and constants', () => {
    const model = readModel(modelOf(running()));
    assert.equal(model.producerName, 'nlp-lab');
    assert.deepEqual(
      model.opsetImport.map(({ domain, version }) => [domain, version]),
      [['', 20n]],
    );
    const graph = model.graph!;
    assert.equal(graph.name, 'a test');
    assert.deepEqual(
      graph.output.map(({ name }) => name),
      ['states', 'scaled'],
    );
    const type = graph.input[0].type?.value;
    assert.ok(type?.case === 'tensorType');
    assert.equal(type.value.elemType, 1);
    assert.deepEqual(
      type.value.shape?.dim.map(({ value }) => value.value),
      ['time', 'batch', 3n],
    );
    const constants = graph.initializer.map(({ rawData, dataType }) => ({ rawData, dataType }));
    const bytes = new Uint8Array(Float32Array.of(2.5).buffer);
    assert.ok(constants.some(({ rawData, dataType }) => dataType === 1 && Buffer.from(rawData).equals(bytes)));
    assert.equal(graph.node.filter(({ opType }) => opType === 'Scan').length, 1);
  });

  it('is the same bytes for the same program', () => {
    assert.ok(Buffer.from(modelOf(running())).equals(Buffer.from(modelOf(running()))));
  });

  it('defines every name once, before it is used', () => {
    const { graph } = readModel(modelOf(running()));
    const known = new Set([...graph!.input, ...graph!.initializer].map(({ name }) => name));
    for (const { input, output, opType } of graph!.node) {
      for (const name of input) assert.ok(known.has(name), `${opType} uses ${name}`);
      for (const name of output) {
        assert.ok(!known.has(name), `${name} twice`);
        known.add(name);
      }
    }
  });

  it('may give out an input, and one value twice', async () => {
    const twice = o.neg(x);
    const results = await evaluate({ same: x, first: twice, second: twice }, { x: fed });
    assert.deepEqual(numbers(results.same), numbers(fed));
    assert.deepEqual(numbers(results.first), [-1, -2, -3, -4, -5, -6]);
    assert.deepEqual(numbers(results.second), numbers(results.first));
  });

  it('may give out a constant', async () => {
    const { y } = await evaluate({ y: o.constant([1, 2], [2], 'float64') }, {});
    assert.deepEqual(numbers(y), [1, 2]);
  });

  it('may have inputs and outputs with any names, also those the emitter would make', async () => {
    const names = ['v0', 'v1', 'v2', 'v3', 'c0', 'c1', 'Add_0', 'with space/and.dots'];
    const inputs = names.map((name) => o.input(name, 'float32', [2]));
    const total = inputs.reduce((a, b) => o.add(o.mul(a, 3), b));
    const feeds = Object.fromEntries(names.map((name) => [name, tensor('float32', [2], [0, 1])]));
    const results = await evaluate({ v4: total, v5: o.neg(total) }, feeds);
    assert.deepEqual(numbers(results.v4), [0, 3280]);
    assert.deepEqual(numbers(results.v5), [-0, -3280]);
  });

  it('refuses two things of one name', () => {
    assert.throws(() => makeProgram({ x: o.neg(x) }), /name "x"/);
    const other = o.input('x', 'float32', [3]);
    assert.throws(() => makeProgram({ y: o.add(x, other) }), /name "x"/);
  });

  it('refuses an axis that no input has', () => {
    assert.throws(() => modelOf({ y: o.fill(1, ['nowhere'], 'float32') }), /"nowhere"/);
  });
});
