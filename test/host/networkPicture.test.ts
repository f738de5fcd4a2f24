// What is drawn of a network: a tensor as one matrix, and the lines between layers.

import assert from 'node:assert/strict';
import type { Network, NetworkTensor, NetworkTrace, TensorAxis } from '../../src/protocol/network';
import { tensorMatrix } from '../../src/host/network/tensorMatrix';
import { drawnOrder, linesBetween, pairsOf, stepsOf, type Lines } from '../../src/webviews/network/wiring';
import { madeTraces } from '../support/madeTraces';

const axis = (kind: TensorAxis['kind'], length: number, labels?: string): TensorAxis => ({
  ...{ kind, length, ...(labels !== undefined && { labels }) },
});
const numbers = (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => i);

describe('a tensor as a matrix', () => {
  it('has its axes of one left out', () => {
    const axes = [axis('time', 3), axis('batch', 1), axis('unit', 2)];
    const { rows, columns, values } = tensorMatrix(axes, numbers(6), 0);
    assert.deepEqual([rows, columns, ...values], [3, 2, 0, 1, 2, 3, 4, 5]);
    const alone = tensorMatrix([axis('time', 1), axis('batch', 1), axis('unit', 1)], numbers(1), 0);
    assert.deepEqual([alone.rows, alone.columns], [1, 1]);
  });

  it('is that of one head', () => {
    const axes = [axis('batch', 1), axis('head', 2), axis('time', 2), axis('time', 2)];
    assert.deepEqual([...tensorMatrix(axes, numbers(8), 1).values], [4, 5, 6, 7]);
    assert.deepEqual(
      [...tensorMatrix(axes, numbers(8), 9).values],
      [4, 5, 6, 7],
      'the last where there are not so many',
    );
  });

  it('has of many answers the most probable ones, of many units the first ones', () => {
    const values = numbers(600).reverse();
    values[599] = 1000;
    const shape = (last: TensorAxis): NetworkTensor['axes'] => [axis('time', 1), axis('batch', 1), last];
    const answers = tensorMatrix(shape(axis('class', 600, 'class')), values, 0);
    assert.deepEqual([answers.columns, ...(answers.chosen ?? []).slice(0, 3)], [256, 599, 0, 1]);
    assert.deepEqual([...answers.values.slice(0, 2)], [1000, 599]);
    const units = tensorMatrix(shape(axis('unit', 600)), values, 0);
    assert.deepEqual(units.chosen?.slice(0, 2), [0, 1]);
  });
});

describe('the lines between layers', () => {
  let traces: Record<'lstm' | 'transformer' | 'translation', NetworkTrace>;
  before(async () => (traces = await madeTraces()));

  const title = ({ layers }: Network, i: number): string => {
    const { kind, part, direction } = layers[i].place;
    return [part, kind, direction].filter(Boolean).join(' ');
  };
  const linesTo = (network: Network, upper: string, lower: string): Lines | undefined => {
    const at = (name: string): number => network.layers.findIndex((_, i) => title(network, i) === name);
    return linesBetween(network, at(upper), at(lower));
  };

  it('go from each step to the same one in recurrent layers', () => {
    assert.deepEqual(linesTo(traces.lstm, 'embedding', 'lstm forward'), { kind: 'each' });
    assert.equal(linesTo(traces.lstm, 'lstm forward', 'lstm backward'), undefined, 'they know nothing of each other');
    assert.deepEqual(linesTo(traces.lstm, 'pooling', 'output'), { kind: 'one' });
  });

  it('go from all to all in attention', () => {
    const lines = linesTo(traces.transformer, 'embedding', 'self-attention');
    assert.equal(lines && pairsOf(lines, 6, 6).length, 36);
    assert.deepEqual(
      pairsOf({ kind: 'window', before: Infinity, after: 0 }, 3, 3).length,
      6,
      'of three the later three',
    );
    assert.deepEqual(pairsOf({ kind: 'window', before: 1, after: 0 }, 3, 3), [
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 2],
    ]);
  });

  it('hand over the last states, of a backward direction the first', () => {
    assert.deepEqual(linesTo(traces.translation, 'encoder gru forward', 'bridge'), { kind: 'last' });
    assert.deepEqual(linesTo(traces.translation, 'encoder gru backward', 'bridge'), { kind: 'first' });
    assert.deepEqual(linesTo(traces.translation, 'bridge', 'decoder gru'), { kind: 'first' });
  });

  it('stand in the order of reading and writing', () => {
    const order = drawnOrder(traces.translation).map((i) => title(traces.translation, i));
    assert.equal(order[0], 'encoder input');
    assert.equal(order.at(-1), 'output');
    assert.ok(order.indexOf('bridge') < order.indexOf('decoder input'), order.join(', '));
    const decoder = traces.translation.layers.findIndex(
      ({ place }) => place.kind === 'gru' && place.part === 'decoder',
    );
    assert.equal(stepsOf(traces.translation, decoder)?.labels, 'time');
  });
});
