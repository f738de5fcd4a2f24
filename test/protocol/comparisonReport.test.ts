// A comparison as a document: what stands in it, and that nothing in it acts.

import assert from 'node:assert/strict';
import { comparisonPieces, type ReportedComparison } from '../../src/protocol/comparisonReport';
import { curvesDrawing } from '../../src/protocol/curvesDrawing';
import { documentHtml, documentMarkdown } from '../../src/protocol/textDocument';
import { paired } from '../support/comparison';

const t = (text: string, ...values: string[]): string =>
  text.replace(/\{(\d)\}/g, (_, place: string) => values[Number(place)]);

const HOSTILE = '<img src=x onerror="alert(1)"> & | `code` [link](http://a.b)';
const origin = (seed: number) => ({
  ...{ hashes: { 'a.tsv': 'abc123', vocabulary: `v${seed}` }, versions: { nlpLab: '0.1.0' } },
  ...{ parameters: 1234, seconds: 3, configuration: [{ key: 'model.type', value: 'gru' }] },
  curve: { metric: 'validation.loss', points: [1, 2, 3].map((x) => ({ x, y: seed / x })) },
});
const accuracy = { value: 0.8, low: 0.75, high: 0.85 };

const compared: ReportedComparison = {
  runs: [1, 2, 3].map((seed) => ({
    ...{ folder: `/runs/gru-${seed}`, name: seed === 3 ? HOSTILE : 'gru', seed, origin: origin(seed) },
  })),
  keys: [{ key: 'model.hidden', values: ['8', '8', '16'] }],
  systems: [[0, 1], [2]].map((runs) => ({ runs, figures: { accuracy } })),
  pairs: [{ systems: [0, 1], figures: { accuracy: paired(0.05, 0.01, { low: 0.02, high: 0.08 }) } }],
  ...{ source: 'test.tsv', count: 300, unit: 'texts', signatures: {} },
  examples: {
    ...{ count: 300, changed: 1, metric: 'accuracy' },
    examples: [
      { input: HOSTILE, reference: 'bad', outputs: ['good', 'bad'], scores: [0, 1] },
      { input: 'the same', reference: 'bad', outputs: ['good', 'good'], scores: [0, 0] },
    ],
  },
};

describe('a report of compared runs', () => {
  const pieces = comparisonPieces(compared, { baseline: 0, t });

  it('has what it comes to, figures, examples that differ, hashes and configurations', () => {
    const text = documentMarkdown('Runs', pieces);
    for (const says of [
      /is better than gru by 5\.0 points of accuracy \\\[2\.0, 8\.0\\\], p = 0\.010/,
      /^\| model\.hidden \| 8 \| 16 \|$/m,
      /1 of 1 examples with different answers; 300 in all/,
      /^abc123 {2}a\.tsv$/m,
      /^v1 {2}vocabulary\nv2 {2}vocabulary\nv3 {2}vocabulary$/m,
      /^nlp-lab compare gru-1 gru-2 gru-3$/m,
      /^model\.type = gru$/m,
    ])
      assert.match(text, says);
    assert.ok(!text.includes('the same'), 'where answers do not part there is nothing to show');
  });

  it('is a page that runs nothing and asks nobody, whatever runs and texts are called', () => {
    const page = documentHtml(HOSTILE, pieces);
    assert.ok(!/<(img|script|link|iframe|a)\b/i.test(page));
    assert.match(page, /default-src 'none'; style-src 'unsafe-inline'/);
    assert.match(page, /&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt; &amp; \|/);
    assert.ok(!/href=|url\(|@import/.test(page));
    assert.match(page, /prefers-color-scheme:dark/);
    const open = page.match(/<(?!(meta|!doctype)\b)[a-z]\w*(?=[\s>])(?![^>]*\/>)/g)?.length;
    assert.equal(open, page.match(/<\/\w+>/g)?.length, 'each element ends');
  });

  it('keeps marks of Markdown from making anything', () => {
    const text = documentMarkdown('Runs', pieces);
    assert.ok(text.includes('\\<img src=x onerror="alert(1)"\\> & \\| \\`code\\` \\[link\\](http://a.b)'));
  });

  it('draws a curve for each run, those of a system alike, also where nothing changes', () => {
    const drawing = pieces.find((piece) => piece.kind === 'drawing') ?? assert.fail();
    const kinds = [...drawing.svg.matchAll(/<polyline class="curve (s\d)"/g)].map(([, kind]) => kind);
    assert.deepEqual(kinds, ['s0', 's0', 's1']);
    const flat = curvesDrawing([{ name: 'a', points: [1, 1].map((x) => ({ x, y: 2 })) }], { x: 'Step', y: 'loss' });
    assert.ok(!flat.includes('NaN') && !flat.includes('Infinity'));
  });
});
