// What the golden files do not hold: first values, dropout, embeddings, and pooling of texts without a token.

import assert from 'node:assert/strict';
import { gradients } from '../../../src/engine/graph/differentiate';
import * as o from '../../../src/engine/graph/ops';
import type { Value } from '../../../src/engine/graph/value';
import { dropout } from '../../../src/engine/nn/dropout';
import { embeddingParameters } from '../../../src/engine/nn/embedding';
import {
  kaimingUniform,
  normal,
  ones,
  orthogonal,
  uniform,
  xavierUniform,
  zeros,
  type Initializer,
} from '../../../src/engine/nn/initializers';
import { bind, listParameters, parameterCount } from '../../../src/engine/nn/parameters';
import { attentionPooling, attentionPoolingParameters, maxPooling, meanPooling } from '../../../src/engine/nn/pooling';
import { recurrentParameters } from '../../../src/engine/nn/recurrent';
import type { RecurrentStart } from '../../../src/engine/nn/recurrentStart';
import { tensor, type Tensor } from '../../../src/engine/runtime/tensor';
import { randomNumbers } from '../../faults/randomNumbers';
import { assertClose } from '../../support/numeric/compare';
import { evaluate } from '../../support/numeric/evaluate';
import { drawFeeds } from '../../support/numeric/gradientCheck';
import { seedOf } from '../../support/seed';

const SEED = seedOf(5);

function drawn(initialize: Initializer, shape: readonly number[]): Float64Array {
  const out = new Float64Array(shape.reduce((a, b) => a * b, 1));
  initialize(out, shape, randomNumbers(SEED).next);
  return out;
}

const moments = (numbers: Float64Array): { mean: number; deviation: number } => {
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  return { mean, deviation: Math.sqrt(numbers.reduce((a, b) => a + (b - mean) ** 2, 0) / numbers.length) };
};

describe('first values', () => {
  const bounded: [string, Initializer, number][] = [
    ['uniform', uniform(0.3), 0.3],
    ['Glorot', xavierUniform, Math.sqrt(6 / 300)],
    ['He', kaimingUniform, Math.sqrt(6 / 200)],
  ];
  for (const [name, initialize, bound] of bounded)
    it(`of ${name} fill ±${bound.toFixed(3)} evenly`, () => {
      const numbers = drawn(initialize, [100, 200]);
      const { mean, deviation } = moments(numbers);
      assert.ok(numbers.every((x) => Math.abs(x) <= bound));
      assert.ok(Math.abs(mean) < 0.03 * bound, `mean ${mean}`);
      assert.ok(Math.abs(deviation / (bound / Math.sqrt(3)) - 1) < 0.03, `deviation ${deviation}`);
    });

  it('that are normal have their deviation, an odd number of them too', () => {
    const { mean, deviation } = moments(drawn(normal(2), [20001]));
    assert.ok(Math.abs(mean) < 0.06 && Math.abs(deviation / 2 - 1) < 0.03, `${mean}, ${deviation}`);
  });

  for (const [rows, columns] of [
    [4, 4],
    [3, 7],
    [7, 3],
  ])
    it(`that are orthogonal have orthonormal ${rows <= columns ? 'rows' : 'columns'}: ${rows} by ${columns}`, () => {
      const out = drawn(orthogonal, [rows, columns]);
      const [vectors, length] = [Math.min(rows, columns), Math.max(rows, columns)];
      const at = (v: number, i: number): number => (rows <= columns ? out[v * columns + i] : out[i * columns + v]);
      for (let u = 0; u < vectors; u++)
        for (let v = 0; v < vectors; v++) {
          let dot = 0;
          for (let i = 0; i < length; i++) dot += at(u, i) * at(v, i);
          assert.ok(Math.abs(dot - Number(u === v)) < 1e-10, `${u}·${v} = ${dot}`);
        }
    });

  it('that are constant are', () => {
    assert.deepEqual([...drawn(zeros, [2]), ...drawn(ones, [2])], [0, 0, 1, 1]);
  });

  it('of an embedding are 0 for padding', () => {
    const { weight } = embeddingParameters({ vocabulary: 4, width: 3 });
    const numbers = drawn(weight.initialize, weight.shape);
    assert.deepEqual([...numbers.slice(0, 3)], [0, 0, 0]);
    assert.ok(numbers.slice(3).every((x) => x !== 0));
  });

  it('of what multiplies a state are orthogonal for each gate, times their gain', () => {
    const [hidden, gain] = [5, 1.5];
    const { weight_hh_l0: weights } = startedAt({ hidden, start: { orthogonalGain: gain } });
    for (let gate = 0; gate < 4; gate++) {
      const row = (i: number): Float64Array => weights.slice((gate * hidden + i) * hidden).subarray(0, hidden);
      for (let i = 0; i < hidden; i++)
        for (let j = 0; j < hidden; j++) {
          const dot = row(i).reduce((sum, x, k) => sum + x * row(j)[k], 0);
          assert.ok(Math.abs(dot - (i === j ? gain ** 2 : 0)) < 1e-10, `gate ${gate}: ${i}·${j} = ${dot}`);
        }
    }
  });

  it('of the forget gate have its bias on top, and no others', () => {
    const plain = startedAt({ hidden: 3 });
    const kept = startedAt({ hidden: 3, start: { forgetBias: 2 } });
    assert.deepEqual(
      kept.bias_ih_l0.map((x, i) => Math.round(x - plain.bias_ih_l0[i])),
      Float64Array.from([0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 0]),
    );
    assert.deepEqual(kept.bias_hh_l0, plain.bias_hh_l0);
    assert.deepEqual(kept.weight_hh_l0, plain.weight_hh_l0);
  });
});

/** First values of an LSTM, each parameter drawn anew. */
function startedAt(given: { hidden: number; start?: RecurrentStart }): Record<string, Float64Array> {
  const parameters = recurrentParameters({ cell: 'lstm', inputs: 2, layers: 1, bidirectional: false, ...given });
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { initialize, shape }]) => [name, drawn(initialize, shape)]),
  );
}

describe('parameters', () => {
  const tree = {
    embedding: embeddingParameters({ vocabulary: 4, width: 3 }),
    recurrent: recurrentParameters({ cell: 'lstm', inputs: 3, hidden: 2, layers: 2, bidirectional: true }),
  };

  it('are listed under the names that PyTorch gives, with their number', () => {
    const names = listParameters(tree).map(([name]) => name);
    assert.equal(names[0], 'embedding.weight');
    assert.ok(names.includes('recurrent.weight_ih_l1_reverse'));
    assert.equal(new Set(names).size, names.length);
    // Per direction: 8 rows; layer 0 over 3 inputs, layer 1 over 4, both over 2 hidden and with two biases.
    assert.equal(parameterCount(tree), 12 + 2 * 8 * (3 + 2 + 2) + 2 * 8 * (4 + 2 + 2));
  });

  it('become inputs of the same names', () => {
    const bound = bind(tree, 'float64');
    const name = (value: Value): unknown => (value.node.attributes as { name: string }).name;
    assert.equal(name(bound.embedding.weight), 'embedding.weight');
    assert.equal(name(bound.recurrent.bias_hh_l0), 'recurrent.bias_hh_l0');
  });
});

describe('dropout', () => {
  const x = o.input('x', 'float64', [4]);
  const feeds = { x: tensor('float64', [4], [1, 2, 3, 4]) };

  it('scales what it keeps, and lets the gradient through there alone', async () => {
    const y = dropout(x, { rate: 0.75, stream: 'here', mode: 'training' });
    const [g] = gradients(o.sum(y), [x]);
    const masks = (out: Uint8Array, keep: number, stream: string): void => {
      assert.deepEqual([keep, stream], [0.25, 'here']);
      out.set([1, 0, 0, 1]);
    };
    const results = await evaluate({ y, g }, feeds, { masks });
    assert.deepEqual(Array.from(results.y.data, Number), [4, 0, 0, 16]);
    assert.deepEqual(Array.from(results.g.data, Number), [4, 0, 0, 4]);
  });

  it('does nothing at inference or at rate 0', () => {
    assert.equal(dropout(x, { rate: 0.5, stream: 'here', mode: 'inference' }), x);
    assert.equal(dropout(x, { rate: 0, stream: 'here', mode: 'training' }), x);
  });
});

describe('pooling', () => {
  const [TIME, BATCH, WIDTH] = [3, 2, 4];
  const x = o.input('x', 'float64', ['time', 'batch', WIDTH]);
  const mask = o.input('mask', 'bool', ['time', 'batch']);
  const attention = bind(attentionPoolingParameters({ width: WIDTH }), 'float64');
  const poolings: Record<string, Value> = {
    mean: meanPooling(x, mask),
    max: maxPooling(x, mask),
    attention: attentionPooling(attention, x, mask).pooled,
  };
  const specs = {
    x: { shape: [TIME, BATCH, WIDTH] },
    weight: { shape: [WIDTH, WIDTH] },
    bias: { shape: [WIDTH] },
    vector: { shape: [WIDTH] },
  };
  const maskFeed = (bits: readonly number[]) => tensor('bool', [TIME, BATCH], bits);

  for (const [name, pooled] of Object.entries(poolings)) {
    const [g] = gradients(o.sum(o.mul(pooled, pooled)), [x]);

    it(`by ${name} does not see padding`, async () => {
      const feeds: Record<string, Tensor> = { ...drawFeeds(specs, SEED), mask: maskFeed([1, 1, 1, 0, 0, 0]) };
      const before = await evaluate({ pooled, g }, feeds);
      const changed = Float64Array.from(feeds.x.data as Float64Array);
      changed.fill(1e6, (BATCH + 1) * WIDTH, 2 * BATCH * WIDTH); // text 1, step 1
      changed.fill(-1e6, 2 * BATCH * WIDTH);
      const after = await evaluate({ pooled, g }, { ...feeds, x: { ...feeds.x, data: changed } });
      assertClose(after.pooled.data, before.pooled.data, { absolute: 1e-12 }, 'pooled');
      const gradient = Array.from(after.g.data, Number);
      assert.ok(gradient.slice((BATCH + 1) * WIDTH, 2 * BATCH * WIDTH).every((component) => component === 0));
      assert.ok(gradient.slice(2 * BATCH * WIDTH).every((component) => component === 0));
    });

    it(`by ${name} stays finite for a text without a token`, async () => {
      const feeds = { ...drawFeeds(specs, SEED), mask: maskFeed([1, 0, 1, 0, 1, 0]) };
      const results = await evaluate({ pooled, g }, feeds);
      for (const { data } of Object.values(results)) assert.ok(Array.from(data, Number).every(Number.isFinite));
      if (name !== 'attention') assertClose(results.pooled.data.slice(WIDTH), [0, 0, 0, 0], { absolute: 0 }, 'pooled');
    });
  }
});
