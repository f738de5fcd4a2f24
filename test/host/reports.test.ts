// Reports on runs as views get them: read from the run's folder however they were written, checked, and shortened.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readEvaluation } from '../../src/engine/runs/evaluations';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { shownReport } from '../../src/host/runs/shownReport';
import type { Report, ReportBlock } from '../../src/protocol/report';

const oldLabels = {
  ...{ labels: ['a', 'b'], accuracy: 1, macroF1: 1, loss: 0, count: 2, source: 'x', classes: [], mistakes: [] },
  confusion: [
    [1, 0],
    [0, 1],
  ],
};

const interval = { value: 2, low: 1, high: 3 };
const example = { source: 'a', reference: 'b', output: 'c'.repeat(1000), bleu: 0, line: 1 };
const oldParallel = {
  ...{
    kind: 'translation',
    bleu: interval,
    chrf: interval,
    perplexity: interval,
    loss: 1,
    signature: 's',
    source: 'x',
  },
  rouge: { rouge1: interval, rouge2: interval, rougeL: interval },
  ...{ precisions: [1, 2, 3, 4], brevityPenalty: 1, systemLength: 2, referenceLength: 3, count: 1 },
  examples: [example],
};

const reportOf = (...blocks: unknown[]) => ({
  ...{ format: 2, source: '/data/test.tsv', count: 2, unit: 'texts' },
  figures: [{ metric: 'accuracy', value: 0.5 }],
  sections: [{ title: 'Part', blocks }],
});

const matrix = { kind: 'matrix', label: '', rows: '', columns: '', share: '', names: ['a', 'b'] };
const list = { kind: 'examples', label: '', columns: [{ title: 'Text', form: 'text' }], note: { text: '' }, empty: '' };

describe('the report on a run', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-report-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const read = (value: unknown): Report | undefined => {
    fs.writeFileSync(path.join(folder, 'evaluation.json'), typeof value === 'string' ? value : JSON.stringify(value));
    return readEvaluation(nodeFiles, folder);
  };

  it('of an older version has figures and blocks when it is read', () => {
    const labels = read(oldLabels);
    assert.deepEqual(
      labels?.figures.map(({ metric, value }) => [metric, value]),
      [
        ['accuracy', 1],
        ['macroF1', 1],
        ['loss', 0],
      ],
    );
    assert.deepEqual(kindsOf(labels), [['figures', 'matrix', 'table'], ['examples']]);
    const pairs = read(oldParallel);
    assert.deepEqual(pairs?.figures[0], { metric: 'bleu', ...interval, signature: 's' });
    assert.deepEqual(kindsOf(pairs), [['figures', 'notes'], ['examples']]);
  });

  const wrong: [string, unknown][] = [
    ['nothing', null],
    ['a list', []],
    ['a torn file', '{"format": 2'],
    ['labels that are no texts', { ...oldLabels, labels: [1, 2] }],
    ['a matrix that lacks a row', { ...oldLabels, confusion: [[1, 0]] }],
    ['mistakes without a text', { ...oldLabels, mistakes: [{}] }],
    ['parallel text of another kind', { ...oldParallel, kind: 'x' }],
    ['a figure as before there were intervals', { ...oldParallel, perplexity: 3 }],
    ['no ROUGE', { ...oldParallel, rouge: null }],
    ['precisions that are texts', { ...oldParallel, precisions: ['1'] }],
    ['an output that is no text', { ...oldParallel, examples: [{ ...example, output: 1 }] }],
    ['examples that are no list', { ...oldParallel, examples: {} }],
    ['an unknown kind of block', reportOf({ kind: 'video' })],
    ['an unknown metric', { ...reportOf(), figures: [{ metric: 'beauty', value: 1 }] }],
    ['a matrix with a short row', reportOf({ ...matrix, counts: [[1, 0], [0]] })],
    ['a row longer than its head', reportOf({ ...list, rows: [{ cells: ['a', 'b'] }] })],
  ];
  for (const [name, value] of wrong)
    it(`reads as absent for ${name}`, () => assert.equal(read(value), undefined, JSON.stringify(value)));

  it('is shortened for the view, and tells of files only their names', () => {
    const file = path.join(path.sep, 'secret', 'place', 'test.tsv');
    const rows = [{ cells: ['c'.repeat(1000)], file, line: 7 }, { cells: ['short'] }];
    const report = read(reportOf({ kind: 'figures' }, { ...list, rows }));
    assert.ok(report);
    const shown = shownReport(report);
    assert.equal(shown.source, 'test.tsv');
    assert.deepEqual(shown.sections[0].blocks[0], { kind: 'figures' });
    const { rows: shownRows } = shown.sections[0].blocks[1] as Extract<ReportBlock, { kind: 'examples' }>;
    assert.deepEqual(shownRows, [{ cells: [`${'c'.repeat(400)}…`], file: 'test.tsv', line: 7 }, { cells: ['short'] }]);
    assert.ok(!JSON.stringify(shown).includes('secret'));
  });
});

const kindsOf = (report?: Report): string[][] | undefined =>
  report?.sections.map(({ blocks }) => blocks.map(({ kind }) => kind));
