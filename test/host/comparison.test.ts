// Two runs compared: which test sets are offered, what the view is given, and what it says of the figures.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  type ComparisonSource,
  currentSource,
  shownComparison,
  SHOWN_EXAMPLES,
} from '../../src/host/comparison/comparisonState';
import { runDetails } from '../../src/engine/calls/runDetails';
import { callContext } from '../engine/calls/support/callContext';
import type { RunEntry } from '../../src/host/runs/runEntry';
import { testSetsOf } from '../../src/host/comparison/testSets';
import type { CompareReply } from '../../src/protocol/comparison';
import type { RunComparison } from '../../src/protocol/comparisonView';
import type { MetricName } from '../../src/protocol/metrics';
import type { Report, ReportFigure } from '../../src/protocol/report';
import { exampleColumns } from '../../src/webviews/comparison/exampleColumns';
import { differenceText, signatures, verdict } from '../../src/webviews/comparison/figures';
import { comparisonStrings } from '../../src/webviews/comparison/strings';

const figure = (metric: MetricName, value: number): ReportFigure => ({
  ...{ metric, value, low: value - 1, high: value + 1 },
  ...(metric === 'bleu' ? { signature: 'nrefs:1' } : {}),
});

const report = (bleu: number): Report => ({
  ...{ format: 2, source: 'test.de, test.en', count: 300, unit: 'pairs', sections: [] },
  figures: [figure('bleu', bleu), figure('rouge2', 40), figure('perplexity', 8), { metric: 'loss', value: 2 }],
});

function reply(difference: number, p: number, examples = 3): CompareReply {
  const paired = { difference, p };
  const differing = Array.from({ length: examples }, (_, i) => ({
    ...{ input: 'ein '.repeat(500), reference: 'one', line: i + 1 },
    outputs: ['a', 'b'] as [string, string],
    scores: [10, 20] as [number, number],
  }));
  return {
    runs: [
      { folder: '/runs/2026-01-01-first-0001', report: report(30) },
      {
        folder: '/runs/2026-01-02-other-0002',
        report: report(30 + difference),
        comparison: { bleu: paired, rouge2: paired, perplexity: paired },
        differing: { count: examples, metric: 'bleu', examples: differing },
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
      shown.runs.map(({ id, name, figures }) => [id, name, figures[0].value, figures[1]]),
      [
        ['2026-01-01-first-0001', 'first', 30, figure('rouge2', 40)],
        ['2026-01-02-other-0002', 'other', 32, figure('rouge2', 40)],
      ],
    );
    assert.deepEqual(
      shown.runs[0].figures.map(({ metric }) => metric),
      ['bleu', 'rouge2', 'perplexity'],
      'figures that are not compared are left out',
    );
    assert.ok(!JSON.stringify(shown).includes('/runs/'));
    assert.deepEqual([shown.differing.count, shown.differing.examples.length], [150, SHOWN_EXAMPLES]);
    assert.ok(shown.differing.examples.every(({ input }) => input.length < 500));
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
    assert.deepEqual(
      [1, -1, 0].map((difference) => differenceText('bleu', difference)),
      ['+1.00', '−1.00', '0.00'],
    );
  });

  /** Both runs by one figure. */
  const by = (metric: MetricName, difference: number, p: number): RunComparison => {
    const shown = shownComparison(reply(1, 1), { runs: named, pairs });
    const [first, other] = shown.runs;
    return {
      ...shown,
      runs: [
        { ...first, figures: [{ metric, value: 0.5 }] },
        { ...other, figures: [{ metric, value: 0.5 + difference }] },
      ],
      comparison: { [metric]: { difference, p } },
    };
  };

  it('knows of each figure which direction is the better one, and how it is written', () => {
    const said = (metric: MetricName, difference: number) => verdict(by(metric, difference, 0.01), strings);
    assert.equal(said('accuracy', 0.125), 'B (other) is better by 12.5\u202f% accuracy: more than chance (p = 0.010)');
    assert.equal(said('perplexity', 0.5), 'A (first) is better by 0.50 perplexity: more than chance (p = 0.010)');
    assert.equal(differenceText('accuracy', -0.125), '−12.5\u202f%');
    assert.equal(verdict({ ...by('accuracy', 0, 1), comparison: {} }, strings), '', 'nothing is compared');
  });

  it('says how figures were made that say so', () => {
    assert.deepEqual(signatures(shownComparison(reply(1, 1), { runs: named, pairs }), strings), ['BLEU: nrefs:1']);
    assert.deepEqual(signatures(by('accuracy', 0, 1), strings), []);
  });

  it('lists examples with scores of their metric, and with lines where they are known', () => {
    const { differing } = shownComparison(reply(2, 0.01), { runs: named, pairs });
    const written = (columns: ReturnType<typeof exampleColumns>, example: (typeof differing.examples)[number]) =>
      columns.map(({ title, text }) => [title, text(example)]);
    const [example] = differing.examples;
    assert.deepEqual(written(exampleColumns(differing, 'pairs', strings), { ...example, input: 'ein' }), [
      ['Source', 'ein'],
      ['Output of A', 'a'],
      ['Output of B', 'b'],
      ['Reference', 'one'],
      ['BLEU A', '10.0'],
      ['BLEU B', '20.0'],
      ['B − A', '+10.0'],
      ['Line', '1'],
    ]);
    const labelled = { ...example, input: 'a film', scores: [1, 0] as [number, number], line: undefined };
    const columns = exampleColumns({ count: 1, metric: 'accuracy', examples: [labelled] }, 'texts', strings);
    const ends = written(columns, labelled).filter((_, i) => i === 0 || i > 3);
    assert.deepEqual(ends, [
      ['Text', 'a film'],
      ['Accuracy A', '100\u202f%'],
      ['Accuracy B', '0\u202f%'],
      ['B − A', '−100\u202f%'],
    ]);
  });
});

describe('a comparison that was kept with the workspace', () => {
  const result = shownComparison(reply(2, 0.01), { runs: named, pairs });

  it('is what it was', () => {
    const kept = { runs: named, pairs: { ...pairs, columns: { source: 'de', target: 'en' } }, result };
    assert.deepEqual(currentSource(kept), kept);
  });

  it('by an older version keeps its columns and is made anew', () => {
    const old = {
      runs: named,
      pairs: { ...pairs, source: 'de', target: 'en' },
      result: { ...result, unit: undefined },
    };
    assert.deepEqual(currentSource(old as unknown as ComparisonSource), {
      runs: named,
      pairs: { ...pairs, columns: { source: 'de', target: 'en' } },
    });
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
  const read = (of: string) => runDetails({ folder: of }, callContext());
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nlp-lab-sets-'));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('are offered once, however they are written, with the runs that have them', async () => {
    const files = { source: 'test.de', target: 'test.en' };
    const entries = [
      run('gru', { data: { test: files } }),
      run('transformer', { data: { test: { source: '../data/test.de', target: '/data/test.en' } } }),
      run('table', { data: { test: 'test.tsv' } }, '/elsewhere'),
    ];
    const sets = await testSetsOf(entries, read);
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
    assert.deepEqual(await testSetsOf(entries, read), []);
  });
});
