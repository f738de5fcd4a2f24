// Two runs compared: which test sets are offered, what the view is given, and what it says of the figures.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { shownComparison, SHOWN_SENTENCES } from '../../src/host/comparison/comparisonState';
import type { RunEntry } from '../../src/host/runs/runEntry';
import { testSetsOf } from '../../src/host/comparison/testSets';
import type { Interval, Report } from '../../src/protocol/report';
import { signed, verdict } from '../../src/webviews/comparison/figures';
import { comparisonStrings } from '../../src/webviews/comparison/strings';

const interval = (value: number): Interval => ({ value, low: value - 1, high: value + 1 });

const report = (bleu: number): Report => ({
  kind: 'translation',
  ...{ bleu: interval(bleu), chrf: interval(50), perplexity: interval(8) },
  rouge: { rouge1: interval(60), rouge2: interval(40), rougeL: interval(55) },
  ...{ signature: 'nrefs:1', loss: 2, precisions: [60, 40, 30, 20], brevityPenalty: 1 },
  ...{ systemLength: 100, referenceLength: 100, count: 300, source: 'test.de, test.en', examples: [] },
});

function reply(difference: number, p: number, sentences = 3): CompareTranslationsReply {
  const figure = { difference, p };
  const comparison = { bleu: figure, chrf: figure, rouge1: figure, rouge2: figure, rougeL: figure, perplexity: figure };
  const differing = Array.from({ length: sentences }, (_, i) => ({
    ...{ source: 'ein '.repeat(500), reference: 'one', line: i + 1 },
    outputs: ['a', 'b'] as [string, string],
    bleu: [10, 20] as [number, number],
  }));
  return {
    runs: [
      { folder: '/runs/2026-01-01-first-0001', report: report(30) },
      {
        folder: '/runs/2026-01-02-other-0002',
        report: report(30 + difference),
        comparison,
        differing: { count: sentences, sentences: differing },
      },
    ],
  };
}

const named = [
  { folder: '/runs/2026-01-01-first-0001', name: 'first' },
  { folder: '/runs/2026-01-02-other-0002', name: 'other' },
];
const pairs = { data: { source: 'test.de', target: 'test.en' }, baseFolder: '/data' };
const strings = comparisonStrings((message, ...values) =>
  message.replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)])),
);

describe('a comparison for the view', () => {
  it('has both runs with their intervals, no paths, and texts of bounded length', () => {
    const shown = shownComparison(reply(2, 0.01, 150), { runs: named, pairs });
    assert.deepEqual(
      shown.runs.map(({ id, name, figures }) => [id, name, figures.bleu.value, figures.rouge2]),
      [
        ['2026-01-01-first-0001', 'first', 30, interval(40)],
        ['2026-01-02-other-0002', 'other', 32, interval(40)],
      ],
    );
    assert.ok(!JSON.stringify(shown).includes('/runs/'));
    assert.deepEqual([shown.differing.count, shown.differing.sentences.length], [150, SHOWN_SENTENCES]);
    assert.ok(shown.differing.sentences.every(({ source }) => source.length < 500));
    assert.equal(shown.canReveal, true);
  });

  it('leads to no line of a compressed file', () => {
    const zipped = { data: 'test.tsv.GZ', baseFolder: '/data' };
    assert.equal(shownComparison(reply(2, 0.01), { runs: named, pairs: zipped }).canReveal, false);
  });

  it('says which run is better only where chance is improbable', () => {
    const said = (difference: number, p: number) =>
      verdict(shownComparison(reply(difference, p), { runs: named, pairs }), strings);
    assert.equal(said(2.5, 0.003), 'B (other) is better by 2.50 BLEU: more than chance (p = 0.003)');
    assert.equal(said(-2.5, 0.003), 'A (first) is better by 2.50 BLEU: more than chance (p = 0.003)');
    assert.equal(said(-0.4, 0.05), 'The difference of 0.40 BLEU may well be chance (p = 0.050)');
    assert.deepEqual([signed(1), signed(-1), signed(0)], ['+1.00', '−1.00', '0.00']);
  });
});

describe('test sets of runs', () => {
  let folder: string;
  const run = (name: string, experiment: unknown, baseFolder = '/data'): RunEntry => {
    const own = path.join(folder, name);
    fs.mkdirSync(own);
    fs.writeFileSync(
      path.join(own, 'experiment.json'),
      typeof experiment === 'string' ? experiment : JSON.stringify(experiment),
    );
    return { summary: { folder: own, record: { name, baseFolder } } } as unknown as RunEntry;
  };
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-sets-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('are offered once, however they are written, with the runs that have them', async () => {
    const files = { source: 'test.de', target: 'test.en' };
    const sets = await testSetsOf([
      run('gru', { data: { test: files } }),
      run('transformer', { data: { test: { source: '../data/test.de', target: '/data/test.en' } } }),
      run('table', { data: { test: 'test.tsv' } }, '/elsewhere'),
    ]);
    assert.deepEqual(sets, [
      { data: files, baseFolder: '/data', name: 'test.de, test.en', runs: ['gru', 'transformer'] },
      { data: 'test.tsv', baseFolder: '/elsewhere', name: 'test.tsv', runs: ['table'] },
    ]);
  });

  it('are none where a part of the training text is cut off, and where the experiment is damaged', async () => {
    const entries = [
      run('share', { data: { test: 0.1 } }),
      run('none', { data: {} }),
      run('half', { data: { test: { source: 'a' } } }),
      run('torn', '{ "data"'),
      run('list', '[1]'),
    ];
    assert.deepEqual(await testSetsOf(entries), []);
  });
});
