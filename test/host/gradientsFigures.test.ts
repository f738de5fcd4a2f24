// What the view of gradients makes of watched lines.

import assert from 'node:assert/strict';
import type { WatchLine } from '../../src/protocol/gradients';
import type { WatchedRun } from '../../src/protocol/gradientsView';
import {
  entropySeries,
  keyOf,
  lineAt,
  normsGrid,
  parameterSeries,
  rangeOf,
  shareSeries,
  spreadGrid,
  tensorsOf,
} from '../../src/webviews/gradients/watchedFigures';

const layer = { kind: 'lstm', number: 0 } as const;
const hidden = { name: 'hiddenState', layer } as const;

const runOf = (...lines: Partial<WatchLine>[]): WatchedRun => ({
  ...{ id: 'a', name: 'a', total: lines.length },
  lines: lines.map((line, i) => ({ step: 1 + 50 * i, epoch: 1, ...line })),
});

describe('figures of the view of gradients', () => {
  it('find the same state in cells of every kind', () => {
    const other = { ...hidden, layer: { ...layer, kind: 'rnn' as const } };
    assert.equal(keyOf(other), keyOf(hidden));
    assert.notEqual(keyOf({ ...hidden, layer: { ...layer, direction: 'backward' } }), keyOf(hidden));
    const run = runOf({ steps: [{ ...hidden, from: 'end', stride: 1, norms: [1] }] });
    assert.deepEqual([...tensorsOf([run], 'steps').keys()], [keyOf(hidden)]);
    assert.deepEqual([...tensorsOf([run], 'attention').keys()], []);
  });

  it('lay norms of texts of different lengths and strides one below the other', () => {
    const run = runOf(
      { steps: [{ ...hidden, from: 'end', stride: 1, norms: [1, 0.1, 0.01, 0] }] },
      {},
      { steps: [{ ...hidden, from: 'end', stride: 2, norms: [100, 10, 1] }] },
    );
    const { rows, columns, values, at } = normsGrid(run, keyOf(hidden));
    assert.deepEqual(rows, [1, 101]);
    assert.deepEqual([columns, at(2)], [3, 4]);
    assert.deepEqual([...values], [0, -2, NaN, 2, 1, 0]);
    const [nothing] = normsGrid(
      runOf({ steps: [{ ...hidden, from: 'end', stride: 1, norms: [0] }] }),
      keyOf(hidden),
    ).values;
    assert.equal(nothing, -38);
  });

  it('put histograms of different ranges on one axis, and lose nothing', () => {
    const run = runOf(
      { activations: [{ ...hidden, range: [0, 1], counts: [1, 3] }] },
      { activations: [{ ...hidden, range: [-2, 2], counts: [5, 0, 0, 5] }] },
      { activations: [{ ...hidden, range: [2, 2], counts: [7] }] },
    );
    const range = rangeOf([run], keyOf(hidden));
    assert.deepEqual(range, [-2, 2]);
    const { values, columns, rows } = spreadGrid(run, keyOf(hidden), range);
    rows.forEach((_, row) => {
      const sum = values.slice(row * columns, (row + 1) * columns).reduce((a, b) => a + b, 0);
      assert.ok(Math.abs(sum - 1) < 1e-9, `row ${row}: ${sum}`);
    });
    assert.equal(values[0], 0);
    assert.ok(values[columns] > 0);
    assert.equal(values[3 * columns - 1], 1);
  });

  it('order parameters by their last figure, with gaps for what was not measured', () => {
    const norms = (gradient: number, update: number) => ({ gradient, weight: 10, update });
    const run = runOf({ parameters: { a: norms(1, 1) } }, {}, { parameters: { a: norms(2, 0), b: norms(3, 5) } });
    assert.deepEqual(parameterSeries(run, 'gradient'), {
      steps: [1, 101],
      series: [
        { label: 'b', values: [null, 3] },
        { label: 'a', values: [1, 2] },
      ],
    });
    assert.deepEqual(parameterSeries(run, 'ratio').series[0], { label: 'b', values: [null, 0.5] });
  });

  it('give heads and shares a curve each, where there are some', () => {
    const weights = { name: 'weights', layer: { kind: 'self-attention', number: 0 } } as const;
    const gate = { name: 'forgetGate', layer } as const;
    const run = runOf({
      attention: [{ ...weights, entropies: [1, 2] }],
      activations: [{ ...gate, range: [0, 1], counts: [1], saturated: [0.1, 0.2] }],
    });
    const heads = entropySeries(run, keyOf(weights), (head) => `head ${head + 1}`);
    assert.deepEqual(heads.series.map(({ label, values }) => [label, ...values]), [['head 1', 1], ['head 2', 2]]); // prettier-ignore
    const shares = shareSeries(run, keyOf(gate), { dead: 'dead', shut: 'shut', open: 'open' });
    assert.deepEqual(shares.series.map(({ label, values }) => [label, ...values]), [['shut', 0.1], ['open', 0.2]]); // prettier-ignore
    assert.deepEqual(shareSeries(run, keyOf(hidden), { dead: '', shut: '', open: '' }).series, []);
  });

  it('take the line at a share of a recording', () => {
    const run = runOf({}, {}, {});
    assert.deepEqual(
      [0, 0.5, 1].map((place) => lineAt(run, place)?.step),
      [1, 51, 101],
    );
    assert.equal(lineAt(runOf(), 1), undefined);
  });
});
