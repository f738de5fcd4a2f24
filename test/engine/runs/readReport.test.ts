// Reports read again: those of today as they were written, those of older versions in the form of today, and damaged ones as
// if there were none.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readEvaluation } from '../../../src/engine/runs/evaluations';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import type { Report, ReportBlock } from '../../../src/protocol/report';
import { withFolder } from '../store/support/temporaryFolder';

const parsed = (text: string): Report | undefined =>
  withFolder((folder) => {
    fs.writeFileSync(path.join(folder, 'evaluation.json'), text);
    return readEvaluation(nodeFiles, folder);
  });
const read = (value: unknown): Report | undefined => parsed(JSON.stringify(value));

const OLD_LABELS = {
  labels: ['bad', 'good'],
  ...{ accuracy: 0.75, macroF1: 0.733, loss: 0.5 },
  classes: [
    { label: 'bad', precision: 1, recall: 0.5, f1: 0.667, support: 2 },
    { label: 'good', precision: 0.667, recall: 1, f1: 0.8, support: 2 },
  ],
  confusion: [
    [1, 1],
    [0, 2],
  ],
  mistakes: [{ text: 'not so good', actual: 'bad', predicted: 'good', probability: 0.9, line: 3, file: '/x/test.tsv' }],
  ...{ count: 4, source: 'test.tsv' },
};

const interval = (value: number) => ({ value, low: value - 1, high: value + 1 });

const OLD_PAIRS = {
  kind: 'translation',
  ...{ bleu: interval(30), chrf: interval(50), perplexity: interval(5), loss: 1.6 },
  rouge: { rouge1: interval(60), rouge2: interval(40), rougeL: interval(55) },
  signature: 'nrefs:1|case:lc|tok:13a',
  precisions: [60.04, 40, 25, 15],
  ...{ brevityPenalty: 0.98, systemLength: 1180, referenceLength: 1200, count: 250, source: 'test' },
  examples: [
    { source: 'ein Haus', reference: 'a house', output: 'a home', bleu: 20, line: 2 },
    { source: 'zwei', reference: 'two', output: 'two', bleu: 100 },
  ],
};

const block = (report: Report | undefined, kind: ReportBlock['kind']): ReportBlock =>
  report?.sections.flatMap(({ blocks }) => blocks).find((each) => each.kind === kind) ?? assert.fail(`no ${kind}`);

describe('the report of a run', () => {
  it('on labels, as it was written before reports had blocks', () => {
    const report = read(OLD_LABELS);
    assert.deepEqual(
      { ...report, sections: report?.sections.map(({ title }) => title) },
      {
        ...{ format: 2, source: 'test.tsv', count: 4, unit: 'texts', sections: ['Confusion', 'Mistakes'] },
        figures: [
          { metric: 'accuracy', value: 0.75 },
          { metric: 'macroF1', value: 0.733 },
          { metric: 'loss', value: 0.5 },
        ],
      },
    );
    const matrix = block(report, 'matrix');
    assert.ok(matrix.kind === 'matrix');
    assert.deepEqual([matrix.names, matrix.counts], [OLD_LABELS.labels, OLD_LABELS.confusion]);
    const table = block(report, 'table');
    assert.ok(table.kind === 'table');
    assert.deepEqual(table.rows, [
      ['bad', 1, 0.5, 0.667, 2],
      ['good', 0.667, 1, 0.8, 2],
    ]);
    const mistakes = block(report, 'examples');
    assert.ok(mistakes.kind === 'examples');
    assert.deepEqual(mistakes.rows, [{ cells: ['not so good', 'bad', 'good', 0.9], file: '/x/test.tsv', line: 3 }]);
    assert.deepEqual(mistakes.note.values, ['1', '1']);
  });

  it('on parallel text, as it was written before reports had blocks', () => {
    const report = read(OLD_PAIRS);
    assert.deepEqual([report?.source, report?.count, report?.unit], ['test', 250, 'pairs']);
    assert.deepEqual(report?.figures, [
      { metric: 'bleu', ...interval(30), signature: OLD_PAIRS.signature },
      { metric: 'chrf', ...interval(50) },
      { metric: 'rouge1', ...interval(60), isMinor: true },
      { metric: 'rouge2', ...interval(40), isMinor: true },
      { metric: 'rougeL', ...interval(55) },
      { metric: 'perplexity', ...interval(5) },
      { metric: 'loss', value: 1.6 },
    ]);
    const notes = block(report, 'notes');
    assert.ok(notes.kind === 'notes');
    assert.deepEqual(
      notes.lines.map(({ values }) => values?.join(' ').replace(/\u202f/g, ' ')),
      ['60.0 / 40.0 / 25.0 / 15.0', '1 180 1 200 0.980', OLD_PAIRS.signature],
    );
    const outputs = block(report, 'examples');
    assert.ok(outputs.kind === 'examples');
    assert.deepEqual(outputs.rows, [
      { cells: ['ein Haus', 'a home', 'a house', 20], line: 2 },
      { cells: ['zwei', 'two', 'two', 100] },
    ]);
  });

  for (const [name, old] of Object.entries({ labels: OLD_LABELS, 'parallel text': OLD_PAIRS }))
    it(`on ${name}, once it was read, is read the same again`, () => {
      const report = read(old);
      assert.ok(report);
      assert.deepEqual(read(report), report);
    });

  it('is absent where there is no file', () =>
    withFolder((folder) => assert.equal(readEvaluation(nodeFiles, folder), undefined)));

  const { mistakes, ...withoutMistakes } = OLD_LABELS;
  const { perplexity, ...withoutPerplexity } = OLD_PAIRS;
  const damagedOld: [string, unknown][] = [
    ['a matrix with a row too few', { ...OLD_LABELS, confusion: [[1, 1]] }],
    ['a matrix with a row too short', { ...OLD_LABELS, confusion: [[1, 1], [2]] }],
    ['a matrix of words', { ...OLD_LABELS, confusion: [['a', 'b'], ['c', 'd']] }], // prettier-ignore
    ['a figure that is no number', { ...OLD_LABELS, accuracy: null }],
    [`no mistakes but ${mistakes.length} lost one`, withoutMistakes],
    ['an interval that is a number', { ...OLD_PAIRS, bleu: 30 }],
    [`no perplexity of ${perplexity.value}`, withoutPerplexity],
    ['another kind', { ...OLD_PAIRS, kind: 'summary' }],
    ['nothing in it', {}],
    ['a list', [OLD_LABELS]],
    ['null', null],
  ];
  for (const [name, value] of damagedOld)
    it(`is absent where an old one is damaged: ${name}`, () => assert.equal(read(value), undefined));

  for (const text of ['', '{', '{"format":2', 'NaN', '"report"'])
    it(`is absent where the file holds ${JSON.stringify(text)}`, () => assert.equal(parsed(text), undefined));

  /** A report of today with one block in place of all others. */
  const withBlock = (changed: object): object => ({
    ...{ format: 2, source: 'x', count: 1, unit: 'texts', figures: [{ metric: 'accuracy', value: 1 }] },
    sections: [{ title: 'All', blocks: [changed] }],
  });
  const matrix = {
    ...{ kind: 'matrix', label: 'l', rows: 'r', columns: 'c', share: 's', names: ['a', 'b'] },
    counts: [
      [1, 0],
      [0, 1],
    ],
  };
  const columns = [{ title: 'Text', form: 'text' }, { metric: 'f1' }];
  const table = { kind: 'table', title: 't', columns, rows: [['a', 1]] };
  const examples = {
    ...{ kind: 'examples', label: 'l', note: { text: 'n' }, empty: 'e', columns },
    rows: [{ cells: ['a', 1], line: 1 }],
  };

  for (const each of [matrix, table, examples, { kind: 'figures' }, { kind: 'notes', lines: [{ text: 'n' }] }])
    it(`of today has blocks of the kind ${each.kind}`, () => assert.deepEqual(read(withBlock(each)), withBlock(each)));

  const damaged: [string, object][] = [
    ['a matrix with fewer rows than names', { ...matrix, counts: [[1, 0]] }],
    ['a matrix with a longer row', { ...matrix, counts: [[1, 0, 0], [0, 1]] }], // prettier-ignore
    ['a matrix that is not square', { ...matrix, names: ['a', 'b'], counts: [[1], [0]] }],
    ['a table with a cell too many', { ...table, rows: [['a', 1, 2]] }],
    ['a table with a cell too few', { ...table, rows: [['a', 1], ['b']] }],
    ['a column of no known metric', { ...table, columns: [{ title: 'Text', form: 'text' }, { metric: 'taste' }] }],
    ['a cell that is an object', { ...table, rows: [['a', {}]] }],
    ['an example with a cell too few', { ...examples, rows: [{ cells: ['a'] }] }],
    ['an example that is a list', { ...examples, rows: [['a', 1]] }],
    ['examples without a note', { ...examples, note: undefined }],
    [
      'more decimals than a number has',
      { ...table, columns: [{ title: 'A', form: 'figure', decimals: 200 }], rows: [] },
    ],
    ['a kind that nobody draws', { kind: 'picture' }],
  ];
  for (const [name, changed] of damaged)
    it(`of today is absent with ${name}`, () => assert.equal(read(withBlock(changed)), undefined));

  const wrong: [string, object][] = [
    ['a figure of no known metric', { figures: [{ metric: 'taste', value: 1 }] }],
    ['a figure that is no number', { figures: [{ metric: 'loss', value: null }] }],
    ['no figure', { figures: [] }],
    ['a unit that is none', { unit: 'miles' }],
    ['another format', { format: 3 }],
    ['no sections', { sections: undefined }],
  ];
  for (const [name, change] of wrong)
    it(`of today is absent with ${name}`, () =>
      assert.equal(read({ ...withBlock({ kind: 'figures' }), ...change }), undefined));
});
