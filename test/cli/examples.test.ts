// `nlp-lab examples`: what is asked of the engine, and how examples, groups and nearest texts are printed.

import assert from 'node:assert/strict';
import type { ExamplesOverview, ExamplesPage, NumberedExample } from '../../src/protocol/examples';
import { run, summary } from './fakeEngine';

const overview: ExamplesOverview = {
  ...{ at: '2026-11-29T10:00:00.000Z', source: 'test.tsv', count: 1200, metric: 'accuracy', groupMetric: 'accuracy' },
  ...{ interval: 'wilson', small: 3 },
  groups: [
    {
      condition: { kind: 'range', of: 'tokens', to: 5 },
      ...{ count: 300, value: 0.7, low: 0.65, high: 0.75, rest: 0.9, loss: 0.8, p: 1e-9, adjusted: 2e-9 },
    },
  ],
  outcomes: { all: 1200, wrong: 200, sure: 20, right: 1000 },
  has: { probability: true, loss: true, tokens: true, place: true },
  ...{ golds: ['a', 'b'], predictions: ['a', 'b'], columns: {}, changed: [] },
};

const example = (index: number): NumberedExample => ({
  ...{
    index,
    texts: [`text ${index}`],
    gold: 'a',
    prediction: 'b',
    isRight: false,
    probability: 0.95,
    loss: 3,
    score: 0,
  },
  ...{ tokens: 4, unknown: 1, file: '/data/test.tsv', line: index + 2 },
});

const engine = {
  runs: () => ({ runs: [summary('r1')] }),
  examplesOverview: () => overview,
  examplesPage: ({ from, most }: { from: number; most: number }): ExamplesPage => ({
    examples: Array.from({ length: Math.max(0, Math.min(most, 1200 - from)) }, (_, i) => example(from + i)),
    total: 1200,
  }),
  saveExamples: () => ({ count: 20 }),
};

describe('nlp-lab examples', () => {
  it('lists the worst first, twenty of them', async () => {
    const outcome = await run(['examples', 'r1', '--wrong', '--where', 'genre=a=b', '--tokens', '5-'], engine);
    assert.equal(outcome.code, 0);
    assert.match(
      outcome.out,
      /^0 {2}a → b {2}p 0\.950 {2}loss 3\.0000 {2}4 tokens, 1 unknown {2}test\.tsv:2\n {4}text 0$/m,
    );
    assert.match(outcome.out, /^20 of 1,200 examples of test\.tsv$/m);
    const { conditions, order, most } = outcome.calls.at(-1)?.request as Record<string, unknown>;
    const [wrong, range, column] = conditions as [unknown, { above: number }, unknown];
    assert.deepEqual([wrong, column], [{ kind: 'outcome', outcome: 'wrong' }, { kind: 'column', column: 'genre', value: 'a=b' }]); // prettier-ignore
    assert.ok(range.above < 5 && range.above > 4.999, 'both ends belong to a range');
    assert.deepEqual([order, most], [{ by: 'loss', falling: true }, 20]);
  });

  it('gives programs all of them, page by page', async () => {
    const outcome = await run(['examples', 'r1', '--json'], engine);
    assert.equal(outcome.records().length, 1200);
    assert.deepEqual(outcome.records()[700], example(700));
    assert.equal(outcome.calls.filter(({ name }) => name === 'examplesPage').length, 3);
  });

  it('shows groups with their intervals and what was left out', async () => {
    const { out } = await run(['examples', 'r1', '--groups'], engine);
    assert.match(out, /^Up to 5 tokens +300 +70\.0.% +65\.0.% +75\.0.% +90\.0.% +0\.8000 +<0\.001$/m);
    assert.match(out, /3 groups of fewer than 20 examples are left out/);
  });

  it('saves those that pass', async () => {
    const outcome = await run(['examples', 'r1', '--sure', '--output', 'sure.csv'], engine);
    assert.match(outcome.out, /^20 examples saved in \/nowhere\/sure\.csv$/m);
  });

  it('refuses a table that is no .csv, before anything is read', async () => {
    const { code, err, calls } = await run(['examples', 'r1', '--output', 'r1/run.json'], engine);
    assert.equal(code, 2);
    assert.match(err, /--output must end in \.csv, not "r1\/run\.json"\./);
    assert.deepEqual(calls, []);
  });

  it('says so where none passes', async () => {
    const examplesPage = (): ExamplesPage => ({ examples: [], total: 0 });
    const { out } = await run(['examples', 'r1', '--true', 'zzz'], { ...engine, examplesPage });
    assert.match(out, /^None of the 1,200 examples of test\.tsv passes\.$/m);
  });
});
