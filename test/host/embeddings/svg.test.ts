// Maps as SVG.

import assert from 'node:assert/strict';
import type { Points } from '../../../src/webviews/embeddings/map/camera';
import type { Overlay } from '../../../src/webviews/embeddings/map/drawing';
import { svgOf, svgOfMaps } from '../../../src/webviews/embeddings/map/svg';
import { SIZE } from './mapPoints';

describe('a map as SVG', () => {
  const overlay: Overlay = {
    ...{
      size: SIZE,
      screen: Float32Array.from([100, 100, 200, 100, 300, 100]),
      hover: -1,
      labels: [{ index: 0, x: 109, y: 100 }],
    },
    emphasis: { focus: 1, selected: [], neighbors: [], arrows: [{ from: 0, to: 2, isFound: true }] },
    ...{ textOf: (i: number) => ['a <b> & "c"', 'two', 'three'][i], height: 13, font: '13px sans', family: 'sans' },
    colors: { text: '#fff', quiet: '#aaa', halo: '#000', focus: '#ff0', neighbor: '#0f0', found: '#f0f' },
  };
  const points: Points = { positions: new Float32Array(6), dimensions: 2, count: 3 };
  const looks = { colors: new Uint8Array(12).fill(200), shapes: Uint8Array.from([0, 1, 6]), diameter: 6 };
  const axes = { across: 'component 1: 20 %', up: 'bad → good' };

  it('has the shapes of the categories, titles at the axes, and text that is escaped', () => {
    const svg = svgOf({ overlay, points, looks, axes });
    assert.match(svg, /<circle cx="100" cy="100" r="3" fill=/);
    assert.match(svg, /<polygon points="197\.6,97\.6 202\.4,97\.6 202\.4,102\.4 197\.6,102\.4"/);
    assert.match(svg, />component 1: 20 %<\/text>/);
    assert.match(svg, /rotate\(-90 .*>bad → good<\/text>/);
    assert.match(svg, />a &lt;b&gt; &amp; &quot;c&quot;<\/text>/);
  });

  it('puts two maps side by side, and a legend below in lines that fit', () => {
    const one = svgOf({ overlay, points, looks, axes });
    const entries = Array.from({ length: 7 }, (_, i) => ({
      color: '#123456',
      shape: i,
      text: `${i + 1}: words & more`,
    }));
    const legend = { title: 'Cluster', entries, widthOf: (text: string) => 30 * text.length };
    const more = { height: 13, family: 'sans', color: '#aaa', background: '#000' };
    const svg = svgOfMaps([one, one], { ...legend, ...more });
    assert.match(svg, /<svg x="800" y="0" /);
    for (const { text } of entries) assert.ok(svg.includes(text.replace('&', '&amp;')));
    const [, height] = /width="1600" height="(\d+(?:\.\d+)?)"/.exec(svg) ?? [];
    assert.equal(Number(height), 600 + 3 * 21);
  });
});
