// What the attention view computes of weights before it draws: means, sums over words, cuts, lines, small pictures, figures.

import assert from 'node:assert/strict';
import fc from '../support/properties';
import { headFigures } from '../../src/webviews/attention/headFigures';
import { sortedHeads } from '../../src/webviews/attention/headGrid';
import {
  byWords,
  cutsOf,
  meanOf,
  sortedRows,
  strongestLines,
  thumbnail,
  type Weights,
} from '../../src/webviews/attention/weights';
import { fakeWeights } from '../support/fakeTranslations';

const matrix = (rows: number[][]): Weights => ({
  rows: rows.length,
  columns: rows[0].length,
  weights: Float32Array.from(rows.flat()),
});

const randomMatrix = fc
  .record({ rows: fc.integer({ min: 1, max: 12 }), columns: fc.integer({ min: 1, max: 12 }), seed: fc.integer() })
  .map(({ rows, columns, seed }): Weights => ({ rows, columns, weights: fakeWeights(rows, columns, seed) }));

const rowSum = ({ columns, weights }: Weights, row: number): number =>
  weights.subarray(row * columns, (row + 1) * columns).reduce((sum, weight) => sum + weight, 0);

describe('attention weights', () => {
  it('of heads are averaged', () => {
    const mean = meanOf([matrix([[1, 0]]), matrix([[0.5, 0.5]])]);
    assert.deepEqual([...mean.weights], [0.75, 0.25]);
  });

  it('of pieces are summed where they are looked at and averaged where they look, so that rows sum to 1', () => {
    const pieces = matrix([
      [0.5, 0.3, 0.2],
      [0.1, 0.1, 0.8],
      [0, 1, 0],
    ]);
    const spans = [
      { first: 0, end: 2 },
      { first: 2, end: 3 },
    ];
    const words = byWords(pieces, spans, spans);
    assert.deepEqual(
      [...words.weights].map((weight) => Number(weight.toFixed(6))),
      [0.5, 0.5, 1, 0],
    );
    fc.assert(
      fc.property(randomMatrix, fc.integer({ min: 1, max: 12 }), (one, width) => {
        const cut = (size: number) =>
          Array.from({ length: Math.ceil(size / width) }, (_, i) => ({
            first: i * width,
            end: Math.min(size, (i + 1) * width),
          }));
        const joined = byWords(one, cut(one.rows), cut(one.columns));
        for (let row = 0; row < joined.rows; row++) assert.ok(Math.abs(rowSum(joined, row) - 1) < 1e-4);
      }),
    );
  });

  it('above a cut are the fewest that make up the share', () => {
    fc.assert(
      fc.property(randomMatrix, fc.double({ min: 0.05, max: 0.99, noNaN: true }), (one, share) => {
        const cuts = cutsOf(one, sortedRows(one), share);
        for (let row = 0; row < one.rows; row++) {
          const all = [...one.weights.subarray(row * one.columns, (row + 1) * one.columns)];
          const kept = all.filter((weight) => weight >= cuts[row]);
          const sum = kept.reduce((total, weight) => total + weight, 0);
          assert.ok(sum >= share - 1e-5, 'enough');
          assert.ok(kept.length === 1 || sum - Math.min(...kept) < share + 1e-5, 'no more than needed');
        }
      }),
    );
  });

  it('become lines: as many as there may be, the strongest', () => {
    fc.assert(
      fc.property(
        fc.array(randomMatrix, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 60 }),
        (all, most) => {
          const heads = all.map((one) => ({ matrix: one, cuts: new Float32Array(one.rows) }));
          const lines = strongestLines(heads, { from: 0, to: 100, most });
          const weights = all.flatMap((one) => [...one.weights]).sort((one, other) => other - one);
          assert.equal(lines.total, weights.length);
          assert.equal(lines.row.length, Math.min(most, weights.length));
          for (let i = 0; i < lines.row.length; i++) {
            const { columns, weights: own } = all[lines.of[i]];
            assert.equal(lines.weight[i], own[lines.row[i] * columns + lines.column[i]]);
          }
          // Weights are told apart to 1/4096.
          const least = Math.min(...lines.weight);
          assert.ok(least >= weights[lines.row.length - 1] - 1 / 4096 - 1e-6);
        },
      ),
    );
  });

  it('keep their peaks in small pictures', () => {
    const large = { rows: 200, columns: 300, weights: new Float32Array(60_000) };
    large.weights[177 * 300 + 251] = 0.9;
    const small = thumbnail(large, 48);
    assert.deepEqual([small.rows, small.columns, Math.max(...small.weights).toFixed(1)], [48, 48, '0.9']);
  });
});

describe('figures of heads', () => {
  const identity = matrix([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  const backward = matrix([
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ]);
  const even = matrix([
    [0.25, 0.25, 0.25, 0.25],
    [0.25, 0.25, 0.25, 0.25],
  ]);

  it('are what they are for heads that go along the text, against it, and nowhere', () => {
    const figures = [identity, backward, even].map(headFigures);
    assert.deepEqual(
      figures.map(({ entropy }) => entropy),
      [0, 0, 2],
    );
    assert.deepEqual(
      figures.map(({ diagonality }) => Number(diagonality.toFixed(6))),
      [1, -1, 0],
    );
    assert.deepEqual(
      figures.map(({ distance }) => Number(distance.toFixed(6))),
      [0, Number((4 / 3).toFixed(6)), 1.5],
    );
  });

  it('sort heads', () => {
    const heads = [even, identity, backward].map((one, head) => ({
      ...{ layer: 0, head, matrix: one, figures: headFigures(one) },
    }));
    const order = (by: Parameters<typeof sortedHeads>[1]) => sortedHeads(heads, by).map(({ head }) => head);
    assert.deepEqual(order('layer'), [0, 1, 2]);
    assert.deepEqual(order('entropy'), [1, 2, 0]);
    assert.deepEqual(order('distance'), [1, 2, 0]);
    assert.deepEqual(order('diagonality'), [1, 2, 0]);
  });
});
