// What the Embeddings view remembers.

import assert from 'node:assert/strict';
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
    });
    assert.deepEqual(old, { ...DEFAULT_STATE, map: { ...DEFAULT_STATE.map } });
  });

  it('draws axes only when both ends have words', () => {
    const axes = [{ from: ['bad'], to: ['good'] }];
    assert.ok(!isDrawable({ ...DEFAULT_STATE.map, method: 'axes', axes }));
    assert.ok(isDrawable({ ...DEFAULT_STATE.map, method: 'axes', axes: [...axes, ...axes] }));
  });
});
