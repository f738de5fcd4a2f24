// A comparison as a document: what stands in it, and that nothing in it acts.

import assert from 'node:assert/strict';
import { comparisonPieces, type ReportedComparison } from '../../src/protocol/comparisonReport';
import { curvesDrawing } from '../../src/protocol/curvesDrawing';
import { type DocumentPiece, documentHtml, documentMarkdown } from '../../src/protocol/textDocument';
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

const kindsOf = (pieces: readonly DocumentPiece[]): string[] => pieces.map(({ kind }) => kind);

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

  it('is all there in its order, with how figures were made and whose fault other answers are', () => {
    const faults = { search: 1, model: 2 };
    const told = { ...compared, unit: 'pairs' as const, signatures: { accuracy: 'exact match' } };
    const systems = compared.systems.map((system) => ({ ...system, faults }));
    const [verdicts, judged, whose, ...rest] = comparisonPieces({ ...told, systems }, { baseline: 0, t });
    assert.ok(verdicts.kind === 'list' && verdicts.items.length === 1);
    assert.deepEqual(judged, { kind: 'paragraph', text: 'test.tsv, 300 pairs · accuracy: exact match' });
    assert.ok(whose.kind === 'list' && whose.items.length === 2);
    const headings = rest.flatMap((piece) => (piece.kind === 'heading' ? [piece.text] : []));
    assert.deepEqual(headings, ['Figures', 'loss of the validation part', 'Examples', 'How to repeat it']);
    assert.deepEqual(pieces[1], { kind: 'paragraph', text: 'test.tsv, 300 texts' });
    assert.deepEqual(kindsOf(pieces), [
      ...['list', 'paragraph', 'heading', 'table', 'paragraph', 'table'],
      ...['heading', 'drawing', 'heading', 'paragraph', 'table'],
      ...['heading', 'table', 'code', 'paragraph', 'code', 'paragraph', 'code', 'paragraph', 'code'],
    ]);
  });

  it('has of runs what it takes to repeat them, and a dash for what nobody knows', () => {
    const foreign = { folder: 'C:\\models\\gpt', name: 'gpt', seed: 0 };
    const runs = [compared.runs[0], foreign];
    const all = comparisonPieces({ ...compared, runs, systems: [0, 1].map((run) => ({ runs: [run], figures: {} })) }, { baseline: 0, t }); // prettier-ignore
    const [, command, , hashes, ...configurations] = all.slice(all.findIndex(({ kind }) => kind === 'code') - 1);
    const table = all.findLast((piece) => piece.kind === 'table')?.table;
    assert.deepEqual(table, {
      columns: ['Run', 'Seed', 'Parameters', 'Time', 'Version'].map((title) => ({ title })),
      rows: [
        ['gru-1', '1', '1\u202f234', '3.0\u202fs', 'nlpLab 0.1.0'],
        ['gpt', '0', '–', '–', '–'],
      ],
    });
    assert.deepEqual(command, { kind: 'code', text: 'nlp-lab compare gru-1 gpt' });
    assert.deepEqual(hashes, { kind: 'code', text: 'abc123  a.tsv\nv1  vocabulary' });
    assert.deepEqual(configurations, [
      { kind: 'paragraph', text: 'Configuration of gru-1, which stands whole in its file experiment.json:' },
      { kind: 'code', text: 'model.type = gru' },
    ]);
  });

  it('has neither curves nor hashes nor examples where there are none', () => {
    const runs = compared.runs.map(({ folder, name, seed }) => ({ folder, name, seed }));
    const bare = { ...compared, runs, examples: undefined, keys: [] };
    const kinds = ['list', 'paragraph', 'heading', 'table', 'paragraph', 'heading', 'table', 'code'];
    assert.deepEqual(kindsOf(comparisonPieces(bare, { baseline: 0, t })), kinds);
    const unchanged = { ...bare, examples: { count: 300, changed: 0, metric: 'accuracy' as const, examples: [] } };
    assert.deepEqual(kindsOf(comparisonPieces(unchanged, { baseline: 0, t })), kinds);
  });

  const systemsOf = (count: number): ReportedComparison => ({
    ...{
      ...compared,
      keys: [],
      pairs: [],
      systems: Array.from({ length: count }, (_, i) => ({ runs: [i], figures: { accuracy } })),
    },
    runs: Array.from({ length: count }, (_, i) => ({ folder: `/${i}`, name: `run ${i}`, seed: 1, origin: origin(1) })),
    examples: {
      ...{ count: 100, changed: 40, metric: 'accuracy' },
      examples: Array.from({ length: 40 }, (_, i) => ({
        ...{ input: `text ${i}`, reference: 'x', scores: [] },
        outputs: Array.from({ length: count }, (__, j) => (j === 1 ? 'y' : 'x')),
      })),
    },
  });

  it('draws seven systems and says that there are more', () => {
    const textsOf = (count: number) => documentMarkdown('x', comparisonPieces(systemsOf(count), { baseline: 0, t }));
    assert.match(textsOf(8), /^7 of 8 are drawn\.$/m);
    assert.doesNotMatch(textsOf(7), /are drawn/);
    const drawing = comparisonPieces(systemsOf(8), { baseline: 0, t }).find(({ kind }) => kind === 'drawing');
    assert.ok(drawing?.kind === 'drawing' && drawing.svg.split('<polyline').length === 8);
  });

  it('shows twenty examples, of as many systems as it draws', () => {
    const tables = (count: number) =>
      comparisonPieces(systemsOf(count), { baseline: 0, t }).flatMap((piece) => (piece.kind === 'table' ? [piece.table] : [])); // prettier-ignore
    const examples = tables(8).find(({ columns }) => columns[0].title === 'Text') ?? assert.fail();
    assert.deepEqual(examples.columns.map(({ title }) => title).slice(0, 4), ['Text', 'Reference', 'run 0', 'run 1']);
    assert.deepEqual([examples.columns.length, examples.rows.length], [9, 20]);
    assert.deepEqual(examples.rows[3], ['text 3', 'x', 'x', 'y', 'x', 'x', 'x', 'x', 'x']);
    const said = documentMarkdown('x', comparisonPieces(systemsOf(2), { baseline: 0, t }));
    assert.match(said, /^20 of 40 examples with different answers; 100 in all$/m);
    assert.match(
      documentMarkdown('x', pieces),
      /300 in all · Of several seeds the answers of the first run are shown\.$/m,
    );
  });

  it('draws one figure, though runs were watched by others, and calls it by its own name where nobody knows it', () => {
    const watched = (metric: string) => ({ ...origin(1), curve: { ...origin(1).curve, metric } });
    const runs = [undefined, watched('my.own'), watched('loss')].map((its, i) => ({ folder: `/${i}`, name: `${i}`, seed: 1, origin: its })); // prettier-ignore
    const all = comparisonPieces({ ...systemsOf(3), runs }, { baseline: 0, t });
    const drawing = all.find(({ kind }) => kind === 'drawing');
    assert.ok(drawing?.kind === 'drawing' && drawing.svg.split('<polyline').length === 2);
    assert.match(drawing.svg, />1<\/text>/);
    assert.ok(drawing.svg.includes('>Step<') && drawing.svg.includes('aria-label="my.own of the validation part"'));
    assert.ok(all.some((piece) => piece.kind === 'heading' && piece.text === 'my.own of the validation part'));
  });
});
