// What the Embeddings view remembers.

import assert from 'node:assert/strict';
import { type KeptSorting, mendedSorting, sortingOf } from '../../../src/webviews/embeddings/panel/sorting';
import type { Camera } from '../../../src/webviews/embeddings/map/camera';
import { DEFAULT_STATE, isDrawable, mended, settingsOf } from '../../../src/webviews/embeddings/viewState';

describe('what the Embeddings view remembers', () => {
  it('gives the same settings for a map whatever was set for other methods', () => {
    const { map } = DEFAULT_STATE;
    const odd = { ...map, perplexity: 7, epochs: 3, axes: [{ from: ['a'], to: ['b'] }] };
    assert.deepEqual(settingsOf(odd), settingsOf(map));
    assert.equal(settingsOf({ ...odd, method: 'tsne' }).perplexity, 7);
  });

  it('is mended where it was damaged', () => {
    const state = mended({ ...DEFAULT_STATE, camera: { camera: { scale: 0 } as Camera }, map: {} as never });
    assert.deepEqual([state.camera, state.map], [{}, DEFAULT_STATE.map]);
    const old = mended({
      ...DEFAULT_STATE,
      similarity: {} as never,
      cooccurrence: {} as never,
      corpusPart: 'x' as never,
      answered: {} as never,
      sorting: { map: { column: 'word', falling: 1 } as never, odd: null as never },
    });
    assert.deepEqual(old, { ...DEFAULT_STATE, map: { ...DEFAULT_STATE.map } });
  });

  it('keeps how tables are sorted, each by its name', () => {
    let kept: KeptSorting = { map: { column: 'word', falling: false } };
    const sorting = sortingOf(
      () => kept,
      (next) => (kept = next),
    );
    assert.deepEqual(sorting('map').order, { column: 'word', falling: false });
    sorting('odd').onOrder?.({ column: 'similarity', falling: true });
    sorting('map').onOrder?.(undefined);
    assert.deepEqual(kept, { odd: { column: 'similarity', falling: true } });
    assert.deepEqual(mendedSorting(kept), kept);
  });

  it('draws axes only when both ends have words', () => {
    const axes = [{ from: ['bad'], to: ['good'] }];
    assert.ok(!isDrawable({ ...DEFAULT_STATE.map, method: 'axes', axes }));
    assert.ok(isDrawable({ ...DEFAULT_STATE.map, method: 'axes', axes: [...axes, ...axes] }));
  });
});
