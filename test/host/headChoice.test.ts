// Which attention heads are shown.
import assert from 'node:assert/strict';
import { headFigures } from '../../src/webviews/attention/headFigures';
import { type HeadChoice, isChosen, nearestChoice, withHead } from '../../src/webviews/attention/headChoice';
import type { KindHead } from '../../src/webviews/attention/mapMaker';

const matrix = { rows: 1, columns: 1, weights: Float32Array.of(1) };
const headOf = (kind: KindHead['kind'], layer: number, head: number): KindHead => ({
  ...{ kind, layer, head, matrix, figures: headFigures(matrix) },
});
const first: HeadChoice = { kind: 'cross', layer: 0, heads: [] };

describe('the heads shown', () => {
  it('are all of a layer where none is named', () => {
    assert.ok(isChosen(first, headOf('cross', 0, 3)));
    assert.ok(!isChosen(first, headOf('cross', 1, 3)));
    assert.ok(!isChosen({ ...first, heads: [1] }, headOf('cross', 0, 3)));
  });

  it('are the one that is clicked, or with a key the others too', () => {
    const one = withHead(first, headOf('cross', 0, 2), false);
    assert.deepEqual(one.heads, [2]);
    const two = withHead(one, headOf('cross', 0, 1), true);
    assert.deepEqual(two.heads, [1, 2]);
    assert.deepEqual(withHead(two, headOf('cross', 0, 1), true).heads, [2]);
    assert.deepEqual(withHead(one, headOf('cross', 0, 2), true).heads, [2], 'one is always left');
    assert.deepEqual(withHead(two, headOf('cross', 1, 1), true), { kind: 'cross', layer: 1, heads: [1] });
  });

  it('stay as far as another sentence has them', () => {
    const chosen: HeadChoice = { kind: 'cross', layer: 1, heads: [0, 3] };
    const all = [headOf('cross', 1, 0), headOf('cross', 0, 0), headOf('encoder', 0, 0)];
    assert.deepEqual(nearestChoice(chosen, all), { kind: 'cross', layer: 1, heads: [0] });
    assert.deepEqual(nearestChoice(chosen, all.slice(1)), { kind: 'cross', layer: 0, heads: [0] });
    assert.deepEqual(nearestChoice(chosen, all.slice(2)), { kind: 'encoder', layer: 0, heads: [0] });
    assert.deepEqual(nearestChoice(chosen, []), { kind: 'cross', layer: 0, heads: [] });
  });
});
