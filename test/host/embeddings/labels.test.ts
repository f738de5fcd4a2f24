// Which points of a map bear a label, and where it stands.

import assert from 'node:assert/strict';
import fc from '../../support/properties';
import { placeLabels } from '../../../src/webviews/embeddings/map/labels';
import { SIZE } from './mapPoints';

describe('labels of a map', () => {
  it('keep clear of what is written already', () => {
    const reserved = [{ left: 100, right: 300, top: 90, bottom: 110 }];
    const at = (x: number, y: number): number =>
      placeLabels({
        ...{ size: SIZE, height: 13, most: 1, order: [0], reserved, widthOf: () => 40 },
        screen: Float32Array.of(x, y),
      }).length;
    assert.deepEqual([at(120, 100), at(80, 100), at(120, 120), at(320, 100)], [0, 0, 1, 1]);
  });

  it('never overlap, lie on the screen, and the first in order always has one', () => {
    const place = fc.tuple(
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 10, max: 590 }),
      fc.integer({ min: 1, max: 90 }),
    );
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 150 }), (some) => {
        const height = 13;
        const labels = placeLabels({
          ...{ size: SIZE, height, most: 100, order: some.keys() },
          screen: Float32Array.from(some.flatMap(([x, y]) => [x, y])),
          widthOf: (index) => some[index][2],
        });
        assert.equal(labels[0].index, 0);
        for (const [i, a] of labels.entries()) {
          assert.ok(a.x + some[a.index][2] <= SIZE.width);
          for (const b of labels.slice(0, i)) {
            const isApart =
              a.x >= b.x + some[b.index][2] || b.x >= a.x + some[a.index][2] || Math.abs(a.y - b.y) >= height;
            assert.ok(isApart, `labels ${a.index} and ${b.index} overlap`);
          }
        }
      }),
    );
  });
});

describe('labels at the right edge', () => {
  it('stand to the left of their point', () => {
    const screen = Float32Array.from([790, 300]);
    const [label] = placeLabels({ size: SIZE, screen, order: [0], most: 5, widthOf: () => 40, height: 13 });
    assert.deepEqual(label, { index: 0, x: 741, y: 300 });
  });
});
