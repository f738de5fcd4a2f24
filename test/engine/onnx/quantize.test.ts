// Matrices of graphs in 8 bits.

import assert from 'node:assert/strict';
import { makeProgram } from '../../../src/engine/graph/program';
import { scan } from '../../../src/engine/graph/scan';
import * as o from '../../../src/engine/graph/ops';
import { emitQuantized } from '../../../src/engine/onnx/quantize';
import { compile, type Feeds } from '../../../src/engine/runtime/session';
import { tensor } from '../../../src/engine/runtime/tensor';
import { randomNumbers } from '../../faults/randomNumbers';
import { readModel } from '../../support/readOnnx';

const random = randomNumbers(4);
const drawn = (...shape: number[]) =>
  tensor(
    'float32',
    shape,
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, () => (random.next() * 2 - 1) / 4),
  );

const parameters: Feeds = {
  table: drawn(64, 32),
  w: drawn(32, 40),
  u: drawn(40, 40),
  bias: drawn(40),
  small: drawn(40, 3),
  both: drawn(80, 40),
};

/** A tied table, a bias, a product within a loop, and a matrix too small to be changed. */
function outputs() {
  const p = (name: string) => o.input(name, 'float32', parameters[name].shape);
  const x = o.gatherRows(p('table'), o.input('ids', 'int32', ['time', 'batch'])); // [time, batch, 32]
  const h = o.fill(0, ['batch', 40], 'float32');
  const { last } = scan(
    ({ h }, { x }) => ({ h: o.tanh(o.add(o.add(o.matmul(x, p('w')), p('bias')), o.matmul(h, p('u')))) }),
    { h },
    { x },
  );
  const first = o.reshape(o.slice(x, 0, 0, 1), ['batch', 32]);
  return {
    classes: o.matmul(last.h, p('small')),
    part: o.matmul(last.h, o.split(p('both'), 0, [32, 48])[1], { transposeB: true }),
    again: o.matmul(first, p('table'), { transposeB: true }),
  };
}

const written = () => readModel(emitQuantized(makeProgram(outputs()), 'a test', parameters)).graph ?? assert.fail();

describe('matrices in 8 bits', () => {
  it('lie within half a step of what they were, each row or column by its own scale', () => {
    const stored = new Map(written().initializer.map((each) => [each.name, each]));
    for (const [name, axis] of [
      ['table', 0],
      ['u', 1],
    ] as const) {
      const base = `${name}.${axis === 0 ? 'rows' : 'columns'}`;
      const values = stored.get(`${base}.uint8`)?.rawData ?? assert.fail(base);
      const scales = new Float32Array((stored.get(`${base}.scale`)?.rawData ?? assert.fail(base)).slice().buffer);
      const { data, shape } = parameters[name];
      (data as Float32Array).forEach((value, i) => {
        const scale = scales[axis === 0 ? Math.floor(i / shape[1]) : i % shape[1]];
        assert.ok(Math.abs((values[i] - 128) * scale - value) <= scale / 2 + 1e-6, `${name}[${i}]`);
      });
    }
  });

  it('give nearly the same answers, in a quarter of the bytes', async () => {
    const feeds = {
      ids: tensor(
        'int32',
        [5, 2],
        Int32Array.from({ length: 10 }, () => random.below(64)),
      ),
    };
    const settings = { device: 'cpu', threads: 1 } as const;
    const [whole, less] = [
      await compile(outputs(), settings, 'whole', parameters),
      await compile(outputs(), { ...settings, quantized: parameters }),
    ];
    const [before, after] = [await whole.run(feeds), await less.run({ ...parameters, ...feeds })];
    for (const name of ['classes', 'part', 'again']) {
      const [a, b] = [before[name].data, after[name].data] as Float32Array[];
      const greatest = Math.max(...a.map(Math.abs));
      a.forEach((value, i) => assert.ok(Math.abs(value - b[i]) < 0.03 * greatest, `${name}: ${value} and ${b[i]}`));
      assert.notDeepEqual([...a], [...b], name);
    }
    await Promise.all([whole.release(), less.release()]);
  });

  it('replace what is large enough, once for all that reads it, and leave nothing behind', () => {
    const { node, initializer } = written();
    const bytes = Object.fromEntries(initializer.map(({ name, rawData }) => [name, rawData.length]));
    assert.equal(bytes['table.rows.uint8'], 64 * 32);
    assert.equal(bytes['u.columns.uint8'], 40 * 40);
    assert.equal(bytes.small, 4 * 40 * 3);
    assert.equal(Object.values(bytes).filter((count) => count === 48 * 40).length, 1, 'the part that is used');
    for (const name of ['table', 'w', 'u', 'both']) assert.equal(bytes[name], undefined, name);
    const loop = node.find(({ opType }) => opType === 'Scan')?.attribute.find(({ g }) => g)?.g;
    assert.ok(loop?.node.some(({ opType }) => opType === 'MatMulInteger'));
    const transposes = node.filter(({ name }) => name.startsWith('quantized_Transpose'));
    assert.equal(transposes.length, 2);
  });
});
