// Compared runs: which test sets are offered, what the view is given, and what it says of the figures.
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
import { figureBetween, systemNames } from '../../src/protocol/comparedSystems';
import type { ComparedExample, CompareReply } from '../../src/protocol/comparison';
import type { MetricName } from '../../src/protocol/metrics';
import type { Report, ReportFigure } from '../../src/protocol/report';
import { exampleColumns } from '../../src/webviews/comparison/exampleColumns';
import { differenceText } from '../../src/protocol/verdict';
import { sentence, signatures } from '../../src/webviews/comparison/figures';
import { type ExampleFilter, filtered, offeredFilters, type TwoSystems } from '../../src/webviews/comparison/filters';
import { paired, replyOf } from '../support/comparison';
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
  const figures = { bleu: paired(difference, p), rouge2: paired(difference, p), perplexity: paired(difference, p) };
  const shown = Array.from({ length: examples }, (_, i) => ({
    ...{ input: 'ein '.repeat(500), reference: 'one', outputs: ['a', 'b'], scores: [10, 20] },
    ...{ file: '/data/test.de', line: i + 1 },
  }));
  const runs = ['/runs/2026-01-01-first-0001', '/runs/2026-01-02-other-0002'];
  return replyOf(
    runs.map((folder, i) => ({ folder, report: report(30 + i * difference) })),
    [{ systems: [0, 1], figures, changed: examples }],
    { examples: { count: 300, changed: examples, metric: 'bleu', examples: shown } },
  );
}

const strings = comparisonStrings((message, ...values) =>
  message.replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)])),
);
const said = ({ result }: ReturnType<typeof shownComparison>, metric: MetricName = 'bleu', two: TwoSystems = [0, 1]) =>
  sentence({ ...result, names: ['first', 'other'] }, two, { metric, letters: ['A', 'B'] }, strings);

describe('a comparison for the view', () => {
  it('has all systems with their intervals, no paths, and texts of bounded length', () => {
    const { result, places } = shownComparison(reply(2, 0.01, 250));
    assert.deepEqual(
      result.runs.map(({ id }) => id),
      ['2026-01-01-first-0001', '2026-01-02-other-0002'],
    );
    assert.deepEqual(result.systems[1].figures.bleu, { value: 32, low: 31, high: 33 });
    assert.ok(!JSON.stringify(result).includes('/runs/') && !JSON.stringify(result).includes('/data/'));
    assert.deepEqual([result.examples?.changed, result.examples?.examples.length], [250, SHOWN_EXAMPLES]);
    assert.ok(result.examples?.examples.every(({ input }) => input.length < 500));
    assert.deepEqual(places[3], { file: '/data/test.de', line: 4 });
    assert.equal(result.canReveal, true);
  });

  it('leads to no line of a compressed file', () => {
    const zipped = reply(2, 0.01);
    for (const example of zipped.examples?.examples ?? []) example.file = 'test.tsv.GZ';
    assert.equal(shownComparison(zipped).result.canReveal, false);
  });

  it('says which run is better only where chance is improbable, and what would be needed', () => {
    const saying = (difference: number, p: number, more = {}) => {
      const shown = shownComparison(reply(difference, p));
      Object.assign(shown.result.pairs[0].figures.bleu ?? {}, more);
      return said(shown);
    };
    const how = 'paired bootstrap, 300 test texts';
    assert.equal(
      saying(2.5, 0.003),
      `B (other) is better than A (first) by 2.50 BLEU [1.50, 3.50], p = 0.003 (${how})`,
    );
    assert.equal(
      saying(-2.5, 0.0003),
      `A (first) is better than B (other) by 2.50 BLEU [1.50, 3.50], p < 0.001 (${how})`,
    );
    const alike = `A (first) and B (other) cannot be told apart with n = 300: a difference of 0.40 BLEU [−0.60, 1.40], p = 0.050 (${how})`;
    assert.equal(saying(-0.4, 0.05), alike);
    assert.equal(saying(0.4, 0.05, { needed: 1834 }), `${alike}; about 1\u202f900 test texts would be needed`);
    assert.equal(saying(0.4, 0.05, { needed: 299 }), alike);
    assert.deepEqual(
      [1, -1, 0].map((difference) => differenceText('bleu', difference)),
      ['+1.00', '−1.00', '0.00'],
    );
  });

  it('counts seeds where these were compared, and says that many comparisons were corrected for', () => {
    const { result, places } = shownComparison(reply(0.012, 0.3));
    const accuracy = paired(0.012, 0.3, { low: -0.004, high: 0.028, adjusted: 0.6, test: 'welch', needed: 14 });
    const [pair] = result.pairs;
    const many = {
      ...{ ...result, systems: result.systems.map((system) => ({ ...system, runs: [0, 1, 1] })) },
      pairs: [{ ...pair, figures: { accuracy } }, pair, pair],
    };
    assert.equal(
      said({ result: many, places }, 'accuracy'),
      'A (first) and B (other) cannot be told apart with n = 3: a difference of 1.2 points of accuracy [−0.4, 2.8], p = 0.600 (Welch’s t, 3 and 3 seeds; corrected for 3 comparisons by Holm); about 14 seeds of each would be needed',
    );
  });

  it('knows of each figure which direction is the better one, and turns round with the baseline', () => {
    const shown = shownComparison(reply(-0.5, 0.01));
    assert.match(
      said(shown, 'perplexity'),
      /^B \(other\) is better than A \(first\) by 0\.50 perplexity \[−0\.50, 1\.50\]/,
    );
    const turned = sentence(
      { ...shown.result, names: ['first', 'other'] },
      [1, 0],
      { metric: 'perplexity', letters: ['A', 'B'] },
      strings,
    );
    assert.match(turned, /^A \(other\) is better than B \(first\) by 0\.50 perplexity/);
    const { difference, low, high } = figureBetween(shown.result.pairs, [1, 0], 'bleu') ?? assert.fail();
    assert.deepEqual([difference, low, high], [0.5, -0.5, 1.5]);
    assert.equal(differenceText('accuracy', -0.125), '−12.5');
    assert.equal(
      sentence({ ...shown.result, pairs: [] }, [0, 1], { metric: 'bleu', letters: ['A', 'B'] }, strings),
      '',
    );
  });

  it('says how figures were made that say so', () => {
    assert.deepEqual(signatures(shownComparison(reply(1, 1)).result, strings), ['BLEU: nrefs:1']);
  });

  it('gives systems of the same name what differs, and at last their ids', () => {
    const runs = ['x', 'y', 'z'].map((end) => ({ folder: `/runs/gru-${end}`, name: 'gru' }));
    const systems = runs.map((_, i) => ({ runs: [i], figures: {} }));
    const keys = [
      { key: 'seed', values: ['1', '2', '3'] },
      { key: 'model.hidden', values: ['4', undefined, '8'] },
    ];
    assert.deepEqual(systemNames({ runs, systems, keys }), ['gru (hidden 4)', 'gru (hidden –)', 'gru (hidden 8)']);
    assert.deepEqual(systemNames({ runs, systems, keys: [] }), ['gru-x', 'gru-y', 'gru-z']);
  });

  it('lists examples with scores of their metric, and with lines where they are known', () => {
    const { examples = assert.fail() } = shownComparison(reply(2, 0.01)).result;
    const [example] = examples.examples;
    const at = (two: TwoSystems, unit: Report['unit']) => ({ two, unit });
    const written = (columns: ReturnType<typeof exampleColumns>, of: ComparedExample) =>
      columns.map(({ title, text }) => [title, text(of)]);
    assert.deepEqual(written(exampleColumns(examples, at([0, 1], 'pairs'), strings), { ...example, input: 'ein' }), [
      ['Source', 'ein'],
      ['Output of A', 'a'],
      ['Output of B', 'b'],
      ['Reference', 'one'],
      ['BLEU A', '10.0'],
      ['BLEU B', '20.0'],
      ['B − A', '+10.0'],
      ['Line', '1'],
    ]);
    const labelled = { ...example, input: 'a film', scores: [0, 1], line: undefined };
    const columns = exampleColumns({ metric: 'accuracy', examples: [labelled] }, at([1, 0], 'texts'), strings);
    const ends = written(columns, labelled).filter((_, i) => i < 2 || i > 3);
    assert.deepEqual(ends, [
      ['Text', 'a film'],
      ['Output of A', 'b'],
      ['Accuracy A', '100\u202f%'],
      ['Accuracy B', '0\u202f%'],
      ['B − A', '−100.0'],
    ]);
  });

  it('filters them by who is right', () => {
    const example = (outputs: string[]): ComparedExample => ({
      ...{ input: outputs.join(''), reference: 'x', outputs, scores: [] },
      isRight: outputs.map((output) => output === 'x'),
    });
    const all = ['xx', 'xy', 'yx', 'yy', 'yz'].map((said) => example([...said]));
    const inputs = (filter: ExampleFilter, two: TwoSystems) => filtered(all, filter, two).map(({ input }) => input);
    assert.deepEqual(inputs('firstRight', [0, 1]), ['xy']);
    assert.deepEqual(inputs('firstRight', [1, 0]), ['yx']);
    assert.deepEqual(inputs('otherRight', [0, 1]), ['yx']);
    assert.deepEqual(
      [inputs('changed', [0, 1]), inputs('allWrong', [0, 1])],
      [
        ['xy', 'yx', 'yz'],
        ['yy', 'yz'],
      ],
    );
    assert.deepEqual([inputs('bothWrong', [0, 1]), inputs('all', [0, 1]).length], [['yy', 'yz'], 5]);
    assert.deepEqual(offeredFilters([{ ...all[0], isRight: undefined }]), ['changed', 'all']);
  });
});

describe('a comparison that was kept with the workspace', () => {
  const runs = [
    { folder: '/runs/a', name: 'a' },
    { folder: '/runs/b', name: 'b' },
  ];
  const pairs = { data: { source: 'test.de', target: 'test.en' }, baseFolder: '/data' };

  it('is what it was', () => {
    const kept = {
      runs,
      pairs: { ...pairs, columns: { source: 'de', target: 'en' } },
      ...shownComparison(reply(2, 0.01)),
    };
    assert.deepEqual(currentSource(kept), kept);
  });

  it('by an older version keeps its columns and is made anew', () => {
    const old = { runs, pairs: { ...pairs, source: 'de', target: 'en' }, result: { runs: [], comparison: {} } };
    assert.deepEqual(currentSource(old as unknown as ComparisonSource), {
      runs,
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
