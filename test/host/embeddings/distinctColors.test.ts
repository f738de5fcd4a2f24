// Colours of categories that can be told apart.

import assert from 'node:assert/strict';
import { distinctColors } from '../../../src/webviews/embeddings/map/distinctColors';
import { contrast, parseColor, type Rgb, toOklab } from '../../../src/webviews/shared/oklab';

const rgb = (text: string): Rgb => parseColor(text) ?? assert.fail(text);

/** Charts' colours of VS Code's own themes: blue, orange, green, purple, red, yellow, and the text's. */
const THEMES: Record<string, [background: string, colors: string[]]> = {
  'Dark Modern': ['#1f1f1f', ['#59a4f9', '#d18616', '#89d185', '#b180d7', '#f14c4c', '#cca700', '#cccccc']],
  'Light Modern': ['#ffffff', ['#0063d3', '#d18616', '#388a34', '#652d90', '#e51400', '#bf8803', '#3b3b3b']],
  'Dark High Contrast': ['#000000', ['#59a4f9', '#ab5a00', '#89d185', '#b180d7', '#f48771', '#ffd370', '#ffffff']],
  'Light High Contrast': ['#ffffff', ['#0063d3', '#0f4a85', '#374e06', '#652d90', '#b5200d', '#895503', '#292929']],
};

describe('colours of categories', () => {
  for (const [theme, [ground, texts]] of Object.entries(THEMES))
    for (const least of [0.12, 0.18])
      it(`are at least ${least} apart in ${theme}, and stand out from its background`, () => {
        const background = rgb(ground);
        const colors = texts.map(rgb);
        const found = distinctColors(colors, { background, least });
        assert.equal(found.length, colors.length);
        assert.equal(found[0], colors[0], 'what may stay stays');
        const labs = found.map(toOklab);
        labs.forEach((one, i) => {
          assert.ok(contrast(found[i], background) >= 2.95);
          for (const other of labs.slice(0, i))
            assert.ok(Math.hypot(...one.map((value, k) => value - other[k])) > least - 0.02);
        });
      });

  it('stay as they are where they differ', () => {
    const colors = ['#59a4f9', '#89d185', '#f14c4c'].map(rgb);
    assert.deepEqual(distinctColors(colors, { background: rgb('#1f1f1f'), least: 0.12 }), colors);
  });
});
