// Moving and zooming pictures, as far as no page is needed.
import assert from 'node:assert/strict';
import fc from '../support/properties';
import { inSight, withoutGap, zoomedAt } from '../../src/webviews/shared/viewport';

const LIMITS = { least: 0.25, most: 8 };
const pixels = fc.double({ min: -2000, max: 2000, noNaN: true });

describe('zooming', () => {
  it('keeps what is under the pointer where it is, within the limits', () => {
    const viewport = fc.record({ x: pixels, y: pixels, zoom: fc.double({ min: 0.25, max: 8, noNaN: true }) });
    const at = fc.record({ x: pixels, y: pixels });
    fc.assert(
      fc.property(viewport, at, fc.double({ min: 0.01, max: 100, noNaN: true }), (before, pointer, factor) => {
        const after = zoomedAt(before, factor, pointer, LIMITS);
        assert.ok(after.zoom >= LIMITS.least && after.zoom <= LIMITS.most);
        for (const axis of ['x', 'y'] as const) {
          const place = (pointer[axis] - before[axis]) / before.zoom;
          assert.ok(Math.abs(after[axis] + place * after.zoom - pointer[axis]) < 1e-6);
        }
      }),
    );
  });
});

describe('moving', () => {
  it('leaves no gap around content, and none behind content that is larger than its room', () => {
    assert.equal(withoutGap(30, 500, 100), 0);
    assert.equal(withoutGap(-450, 500, 100), -400);
    assert.equal(withoutGap(-450, 50, 100), 0);
    assert.equal(withoutGap(-120, 500, 100), -120);
  });

  it('goes no further than it must to bring something into sight', () => {
    const room = 100;
    assert.equal(inSight(-50, { place: 60, size: 20, room }), -50);
    assert.equal(inSight(-50, { place: 40, size: 20, room }), -40);
    assert.equal(inSight(-50, { place: 200, size: 20, room }), -120);
  });
});
