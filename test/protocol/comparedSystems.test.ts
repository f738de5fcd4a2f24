// What is shown of compared systems: their names, what is between two of them, tables for people and for spreadsheets.

import assert from 'node:assert/strict';
import { comparedMetrics, comparisonCsv, figureBetween, systemNames } from '../../src/protocol/comparedSystems';
import {
  type Compared,
  comparisonVerdicts,
  faultSentences,
  figureTables,
  keysTable,
  otherTests,
} from '../../src/protocol/comparisonTables';
import { paired } from '../support/comparison';

const t = (text: string, ...values: string[]): string =>
  text.replace(/\{(\d)\}/g, (_, place: string) => values[Number(place)]);

/** Runs by the ends of their folders, each called as said. */
const runsOf = (names: Record<string, string>) =>
  Object.entries(names).map(([id, name]) => ({ folder: `/runs/${id}`, name }));

/** A system of two seeds beside two others of one. */
const compared = {
  runs: runsOf({ 'gru-1': 'gru', 'gru-2': 'gru', 'lstm-1': 'lstm', 'cnn-1': 'cnn' }),
  keys: [
    { key: 'seed', values: ['1', '2', '1', '1'] },
    { key: 'model.type', values: ['gru', 'gru', 'lstm', undefined] },
  ],
  systems: [
    { runs: [0, 1], figures: { accuracy: { value: 0.8, low: 0.75, high: 0.85 }, loss: { value: 2, low: 1, high: 3 } } },
    { runs: [2], figures: { accuracy: { value: 0.9, low: 0.85, high: 0.95 } }, faults: { search: 2, model: 3 } },
    { runs: [3], figures: { accuracy: { value: 0.5, low: 0.4, high: 0.6 }, loss: { value: 4, low: 3, high: 5 } } },
  ],
  pairs: [
    { systems: [0, 1], figures: { accuracy: paired(0.1, 0.01, { low: 0.05, high: 0.15, needed: 100 }) } },
    {
      systems: [0, 2],
      figures: { accuracy: paired(-0.3, 0.2, { low: -0.4, high: 0.1, test: 'welch', adjusted: 0.6 }) },
    },
    { systems: [1, 2], figures: { accuracy: paired(-0.4, 0.0005, { low: -0.5, high: -0.3, effect: -1.5 }) } },
  ],
  count: 1200,
} satisfies Compared;

describe('names of compared systems', () => {
  const named = (runs: ReturnType<typeof runsOf>, values: Record<string, (string | undefined)[]>): string[] => {
    const systems = runs.map((_, i) => ({ runs: [i], figures: {} }));
    return systemNames({ runs, systems, keys: Object.entries(values).map(([key, each]) => ({ key, values: each })) });
  };
  const alike = runsOf({ a: 'gru', b: 'gru' });

  it('are those of their first runs, and with what differs only where two have the same', () => {
    assert.deepEqual(systemNames(compared), ['gru', 'lstm', 'cnn']);
    const three = runsOf({ a: 'gru', b: 'lstm', c: 'gru' });
    assert.deepEqual(named(three, { 'model.size': ['1', '2', '3'] }), ['gru (size 1)', 'lstm', 'gru (size 3)']);
  });

  it('tell of two keys at most, and neither of seeds nor of threads', () => {
    const keys = {
      seed: ['1', '2'],
      'runtime.threads': ['1', '2'],
      top: ['x', 'y'],
      'a.b': ['1', '2'],
      'c.d': ['3', '4'],
    };
    assert.deepEqual(named(alike, keys), ['gru (top x, b 1)', 'gru (top y, b 2)']);
  });

  it('tell of no key that is the same in the first runs, though others differ in it', () => {
    const keys = [
      { key: 'of.others', values: ['1', '1', '2'] },
      { key: 'of.first', values: ['3', '4', '4'] },
    ];
    const systems = [[0], [1, 2]].map((runs) => ({ runs, figures: {} }));
    const runs = runsOf({ a: 'gru', b: 'gru', c: 'gru' });
    assert.deepEqual(systemNames({ runs, systems, keys }), ['gru (first 3)', 'gru (first 4)']);
  });

  it('are ids where nothing tells them apart, whatever system the folders are of', () => {
    assert.deepEqual(named(alike, { seed: ['1', '2'] }), ['a', 'b']);
    const windows = ['C:\\runs\\a', 'D:\\other/b'].map((folder) => ({ folder, name: 'gru' }));
    assert.deepEqual(named(windows, {}), ['a', 'b']);
  });
});

describe('what is between two systems', () => {
  const effects = [{ systems: [1, 3] as [number, number], figures: { loss: paired(2, 0.1, { effect: 0.5 }) } }];

  it('turns round with them', () => {
    const there = figureBetween(effects, [1, 3], 'loss') ?? assert.fail();
    const back = figureBetween(effects, [3, 1], 'loss') ?? assert.fail();
    assert.deepEqual([there.difference, there.low, there.high, there.effect], [2, 1, 3, 0.5]);
    assert.deepEqual([back.difference, back.low, back.high, back.effect, back.p], [-2, -3, -1, -0.5, 0.1]);
    const without = figureBetween(compared.pairs, [1, 0], 'accuracy') ?? assert.fail();
    assert.ok(!('effect' in without));
  });

  it('is nothing where they were not compared, by this figure or at all', () => {
    for (const two of [
      [1, 3],
      [3, 1],
    ] as const)
      assert.equal(figureBetween(effects, two, 'bleu'), undefined);
    for (const two of [
      [1, 2],
      [0, 3],
      [2, 1],
      [3, 3],
    ] as const)
      assert.equal(figureBetween(effects, two, 'loss'), undefined);
  });
});

describe('a comparison for spreadsheets', () => {
  it('has a line for each figure of each system, numbers whole, and nothing for what is not there', () => {
    assert.deepEqual(comparedMetrics(compared), ['accuracy', 'loss']);
    const lines = comparisonCsv(compared).split('\r\n');
    assert.deepEqual(lines, [
      'system,runs,seeds,metric,value,low,high,difference,difference low,difference high,p,adjusted p,test,needed',
      'gru,gru-1 gru-2,2,accuracy,0.8,0.75,0.85,,,,,,,',
      'gru,gru-1 gru-2,2,loss,2,1,3,,,,,,,',
      'lstm,lstm-1,1,accuracy,0.9,0.85,0.95,0.1,0.05,0.15,0.01,0.01,bootstrap,100',
      'cnn,cnn-1,1,accuracy,0.5,0.4,0.6,-0.3,-0.4,0.1,0.2,0.6,welch,',
      'cnn,cnn-1,1,loss,4,3,5,,,,,,,',
      '',
    ]);
  });

  it('has differences from the baseline that was chosen, and what is no number as text that is no formula', () => {
    const other = comparisonCsv(
      { ...compared, runs: compared.runs.map((run, i) => (i === 2 ? { ...run, name: '-a' } : run)) },
      1,
    );
    const [, gru, , own, cnn] = other.split('\r\n');
    assert.equal(gru, 'gru,gru-1 gru-2,2,accuracy,0.8,0.75,0.85,-0.1,-0.15,-0.05,0.01,0.01,bootstrap,100');
    assert.equal(own, "'-a,lstm-1,1,accuracy,0.9,0.85,0.95,,,,,,,");
    assert.match(cnn, /,-0\.4,-0\.5,-0\.3,0\.0005,0\.0005,bootstrap,$/);
  });
});

describe('tables of a comparison', () => {
  it('have a row for each system, set against the baseline', () => {
    const [accuracy, loss] = figureTables(compared, { baseline: 0, t });
    assert.deepEqual(accuracy.columns, [
      { title: 'accuracy' },
      ...['Seeds', 'Value', '95 %', 'Difference', '95 %', 'p', 'p (Holm)'].map((title) => ({ title, align: 'right' })),
      { title: 'Other tests' },
    ]);
    assert.equal(accuracy.title, undefined);
    const thin = (text: string): string => text.replaceAll('\u202f', ' ');
    assert.deepEqual(
      accuracy.rows.map((row) => row.map(thin)),
      [
        ['gru', '2', '80.0 %', '[75.0 %, 85.0 %]', '', '', '', '', ''],
        ['lstm', '1', '90.0 %', '[85.0 %, 95.0 %]', '+10.0', '[+5.0, +15.0]', '0.010', '0.010', ''],
        ['cnn', '1', '50.0 %', '[40.0 %, 60.0 %]', '−30.0', '[−40.0, +10.0]', '0.200', '0.600', ''],
      ],
    );
    assert.deepEqual(loss.rows[1], ['lstm', '1', '', '', '', '', '', '', '']);
    assert.deepEqual(loss.rows[2].slice(2, 5), ['4.00', '[3.00, 5.00]', '']);
  });

  it('set every two beside each other where there are more than two', () => {
    const tables = figureTables(compared, { baseline: 0, t });
    assert.equal(tables.length, 3);
    assert.deepEqual(tables[2], {
      title: 'Every two of them: accuracy of the row minus that of the column',
      columns: [{ title: '' }, ...['gru', 'lstm', 'cnn'].map((title) => ({ title, align: 'right' }))],
      rows: [
        ['gru', '', '−10.0 (p 0.010)', '+30.0 (p 0.600)'],
        ['lstm', '+10.0 (p 0.010)', '', '+40.0 (p < 0.001)'],
        ['cnn', '−30.0 (p 0.600)', '−40.0 (p < 0.001)', ''],
      ],
    });
    const two = { ...compared, systems: compared.systems.slice(0, 2) };
    assert.equal(figureTables(two, { baseline: 0, t }).length, 2);
  });

  it('set at most twelve beside each other', () => {
    const runs = Array.from({ length: 13 }, (_, i) => ({ folder: `/runs/${i}`, name: `run ${i}` }));
    const systems = runs.map((_, i) => ({ runs: [i], figures: { loss: { value: i, low: i, high: i } } }));
    const [all, matrix] = figureTables({ ...compared, runs, systems, keys: [] }, { baseline: 0, t });
    assert.deepEqual([all.rows.length, matrix.rows.length, matrix.columns.length], [13, 12, 13]);
  });

  it('have the keys that differ, but not where only seeds do', () => {
    assert.deepEqual(keysTable(compared, t), [
      {
        title: 'What differs in the configuration',
        columns: ['Key', 'gru', 'lstm', 'cnn'].map((title) => ({ title })),
        rows: [['model.type', 'gru', 'lstm', '–']],
      },
    ]);
    assert.deepEqual(keysTable({ ...compared, keys: compared.keys.slice(0, 1) }, t), []);
  });

  it('name the other tests that were made', () => {
    assert.equal(otherTests({ others: {} }, t), '');
    assert.equal(
      otherTests(
        { others: { mcnemar: 0.5, mcnemarCorrected: 0.25, randomization: 0.125, permutation: 0 }, effect: 0.126 },
        t,
      ),
      'McNemar, exact 0.500; McNemar, χ² with continuity correction 0.250; Approximate randomization 0.125; Permutation of seeds < 0.001; Hedges’ g 0.13',
    );
  });
});

describe('sentences of a comparison', () => {
  it('set each other system against the baseline, by the most telling figure', () => {
    const said = comparisonVerdicts(compared, { baseline: 0, t });
    assert.equal(said.length, 2);
    assert.match(
      said[0],
      /^lstm is better than gru by 10\.0 points of accuracy .*1\u202f200 test texts; corrected for 3 comp/,
    );
    assert.match(
      said[1],
      /^gru and cnn cannot be told apart with n = 1: .*\(Welch’s t, 2 and 1 seeds; corrected for 3/,
    );
    const [first, third] = comparisonVerdicts(compared, { baseline: 1, t });
    assert.match(first, /^lstm is better than gru by 10\.0 points/);
    assert.match(third, /^lstm is better than cnn by 40\.0 points/);
    assert.deepEqual(comparisonVerdicts({ ...compared, pairs: [] }, { baseline: 0, t }), []);
  });

  it('say whose fault other outputs are, of systems that write', () => {
    assert.deepEqual(faultSentences(compared, t), [
      'lstm: of 5 outputs other than the reference, the model prefers its own in 3, and in 2 the search has missed a more probable reference',
    ]);
  });
});
