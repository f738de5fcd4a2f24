// Documents to hand on: every kind of piece as Markdown and as a page, and where a drawing has its curves, numbers and names.

import assert from 'node:assert/strict';
import { curvesDrawing, MOST_NAMES } from '../../src/protocol/curvesDrawing';
import { type DocumentPiece, documentHtml, documentMarkdown } from '../../src/protocol/textDocument';

const table = {
  columns: [{ title: 'Run' }, { title: 'Loss', align: 'right' as const }],
  rows: [
    ['a|b', '0.5'],
    ['c', '<1>'],
  ],
};
const PIECES: DocumentPiece[] = [
  { kind: 'heading', text: '# Figures' },
  { kind: 'paragraph', text: 'one *two*\n\u001bthree' },
  { kind: 'list', items: ['x', '_y_'] },
  { kind: 'table', table: { ...table, title: 'Two' } },
  { kind: 'table', table },
  { kind: 'code', text: 'a = "b"\n````\n<c>' },
  { kind: 'drawing', svg: '<svg></svg>' },
];

describe('a document', () => {
  it('is Markdown, without its drawings, in which only its own marks make anything', () => {
    const lines = [
      '# The \\[title\\]',
      '## \\# Figures',
      'one \\*two\\* ␛three',
      '- x\n- \\_y\\_',
      '**Two**\n\n| Run | Loss |\n| --- | ---: |\n| a\\|b | 0.5 |\n| c | \\<1\\> |',
      '| Run | Loss |\n| --- | ---: |\n| a\\|b | 0.5 |\n| c | \\<1\\> |',
      "```text\na = \"b\"\n'''\n<c>\n```",
    ];
    assert.equal(documentMarkdown('The [title]', PIECES), `${lines.join('\n\n')}\n`);
  });

  it('is a page with the same pieces and its drawings', () => {
    const page = documentHtml('A & B', PIECES, 'ko');
    const head =
      '<thead><tr><th scope="col">Run</th><th scope="col" class="number">Loss</th></tr></thead><tbody><tr><th scope="row">a|b</th><td class="number">0.5</td></tr><tr><th scope="row">c</th><td class="number">&lt;1&gt;</td></tr></tbody>';
    const body = [
      '<h1>A &amp; B</h1>',
      '<h2># Figures</h2>',
      '<p>one *two*\n␛three</p>',
      '<ul><li>x</li><li>_y_</li></ul>',
      `<div class="wide"><table><caption>Two</caption>${head}</table></div>`,
      `<div class="wide"><table>${head}</table></div>`,
      '<pre>a = &quot;b&quot;\n````\n&lt;c&gt;</pre>',
      '<figure><svg></svg></figure>',
    ];
    assert.equal(/<body>\n([^]*)\n<\/body>/.exec(page)?.[1], body.join('\n'));
    assert.match(page, /^<!doctype html>\n<html lang="ko">\n/);
    assert.match(page, /<title>A &amp; B<\/title>/);
    assert.match(documentHtml('x', []), /<html lang="en">/);
    assert.match(documentHtml("'", []), /<h1>&#39;<\/h1>/);
  });

  it('has a colour for each name that a drawing tells apart, in light and in dark', () => {
    const page = documentHtml('x', []);
    for (let i = 0; i < MOST_NAMES; i++) {
      assert.ok(page.includes(`.s${i}{stroke:var(--s${i})}`));
      assert.equal(page.split(`--s${i}:#`).length, 3);
    }
  });

  it('keeps cells beyond its columns', () =>
    assert.match(documentHtml('x', [{ kind: 'table', table: { columns: [], rows: [['a', 'b']] } }]), /<td>b<\/td>/));
});

describe('a drawing of curves', () => {
  const axes = { x: 'Step', y: 'a "loss"' };
  const points = (...all: [number, number][]) => all.map(([x, y]) => ({ x, y }));
  const drawn = (...curves: Parameters<typeof curvesDrawing>[0]): string => curvesDrawing(curves, axes);
  const textsOf = (svg: string) =>
    [...svg.matchAll(/<text x="(.*?)" y="(.*?)" text-anchor="(.*?)">(.*?)<\/text>/g)].map(([, x, y, anchor, text]) => ({
      ...{ x: Number(x), y: Number(y), anchor, text },
    }));
  const two = drawn(
    { name: 'a<b', points: points([10, 1], [20, 3], [30, 2]) },
    { name: 'c', points: points([20, 2], [50, 5]) },
    { name: 'a<b', points: points([10, 5]) },
  );

  it('has each point where its numbers say, between axes that begin and end with the data', () => {
    assert.match(two, /<path class="axis" d="M56 8V260H708"\/>/);
    const lines = [...two.matchAll(/<polyline class="(.*?)" stroke-dasharray="(.*?)" points="(.*?)"\/>/g)];
    assert.deepEqual(
      lines.map(([, ...parts]) => parts),
      [
        ['curve s0', '', '56.0,260.0 219.0,134.0 382.0,197.0'],
        ['curve s1', '6 3', '219.0,197.0 708.0,8.0'],
        ['curve s0', '', '56.0,8.0'],
      ],
    );
  });

  it('has five numbers on each axis, which stay inside', () => {
    const texts = textsOf(two);
    assert.deepEqual(
      texts.filter(({ y }) => y === 276).map(({ x, anchor, text }) => [x, anchor, text]),
      [[56, 'start', '10'], [219, 'middle', '20'], [382, 'middle', '30'], [545, 'middle', '40'], [708, 'end', '50']], // prettier-ignore
    );
    assert.deepEqual(
      texts.filter(({ x }) => x === 50).map(({ y, anchor, text }) => [y, anchor, text]),
      [[264, 'end', '1.00'], [201, 'end', '2.00'], [138, 'end', '3.00'], [75, 'end', '4.00'], [12, 'end', '5.00']], // prettier-ignore
    );
  });

  it('says what its axes are, and which name has which line, once', () => {
    const texts = textsOf(two);
    assert.deepEqual(texts.find(({ text }) => text === 'Step'), { x: 388, y: 294, anchor: 'middle', text: 'Step' }); // prettier-ignore
    assert.match(two, /width="720" height="336" viewBox="0 0 720 336" role="img" aria-label="a &quot;loss&quot;">/);
    assert.deepEqual(
      texts.filter(({ y }) => y > 300),
      [{ x: 96, y: 312, anchor: 'start', text: 'a&lt;b' }, { x: 96, y: 330, anchor: 'start', text: 'c' }], // prettier-ignore
    );
    const keys = [...two.matchAll(/<line class="curve (s\d)" stroke-dasharray="(.*?)" x1="56" x2="88" y1="(\d+)" y2="(\d+)"\/>/g)]; // prettier-ignore
    assert.deepEqual(keys.map(([, ...parts]) => parts), [['s0', '', '308', '308'], ['s1', '6 3', '326', '326']]); // prettier-ignore
  });

  it('tells seven names apart by their patterns too, and draws no more', () => {
    const many = drawn(...Array.from({ length: 8 }, (_, i) => ({ name: `n${i}`, points: points([i, i]) })));
    const patterns = [...many.matchAll(/<polyline class="curve s(\d)" stroke-dasharray="(.*?)"/g)];
    assert.equal(new Set(patterns.map(([, , dashes]) => dashes)).size, MOST_NAMES);
    assert.deepEqual(patterns.map(([, place]) => Number(place)), [0, 1, 2, 3, 4, 5, 6]); // prettier-ignore
    assert.ok(!many.includes('n7') && many.includes('>6.00<') && !many.includes('>7.00<'));
  });

  it('has a place for what never changes, in the middle', () => {
    const flat = drawn({ name: 'a', points: points([1, 2]) });
    assert.match(flat, /points="382\.0,134\.0"/);
    const heights = textsOf(flat).filter(({ x }) => x === 50).map(({ text }) => text); // prettier-ignore
    assert.deepEqual([heights[0], heights[4]], ['1.50', '2.50']);
  });
});
