// `nlp-lab runs`: the list of runs, for programs and for people.

import assert from 'node:assert/strict';
import type { RowValue, RunRow } from '../../src/protocol/runRow';
import { run, summary } from './fakeEngine';

describe('nlp-lab runs', () => {
  const runs = () => ({ runs: [summary('2026-01-02-b-0001'), summary('2026-01-01-한글-0002', { resumable: true })] });

  it('prints a JSON line per run', async () => {
    const outcome = await run(['runs', '--json'], { runs });
    assert.equal(outcome.code, 0);
    const [first, second] = outcome.records();
    assert.deepEqual(
      [first.run, first.name, first.status, first.metrics],
      ['2026-01-02-b-0001', 'reviews', 'completed', {}],
    );
    assert.equal(second.resumable, true);
    assert.deepEqual(outcome.calls[0].request, { runsFolder: '/nowhere/.nlplab/runs' });
  });

  it('prints a table whose columns line up', async () => {
    const outcome = await run(['runs', '--runs', 'elsewhere'], { runs });
    const [head, first] = outcome.out.split('\n');
    assert.equal(head.indexOf('model'), first.indexOf('lstm'));
    assert.match(outcome.out, /completed \(resumable\)/);
    assert.deepEqual(outcome.calls[0].request, { runsFolder: '/nowhere/elsewhere' });
  });

  it('says so when there are none', async () => {
    const outcome = await run(['runs'], { runs: () => ({ runs: [] }) });
    assert.deepEqual([outcome.code, outcome.out], [0, 'No runs in /nowhere/.nlplab/runs.\n']);
    assert.equal((await run(['runs', '--json'], { runs: () => ({ runs: [] }) })).out, '');
    for (const asked of [['--query', 'model.type == "lstm"'], ['--keys']]) {
      const none = await run(['runs', ...asked], { runRows: () => ({ rows: [] }) });
      assert.deepEqual([none.code, none.out], [0, 'No runs in /nowhere/.nlplab/runs.\n']);
    }
  });

  it('says what people say of runs, and what differs from the run before', async () => {
    const listed = [
      summary('c-0003', { about: { starred: true, tags: ['paper', 'x'] } }),
      summary('b-0001', { about: { name: 'Best' }, changes: [{ key: 'seed', before: 1, after: 2 }] }),
    ];
    const { out } = await run(['runs'], { runs: () => ({ runs: listed }) });
    assert.match(out, /c-0003.* \* #paper #x\n/);
    assert.match(out, /b-0001.* Best seed 1 → 2\n/);
  });
});

describe('nlp-lab runs --query', () => {
  const row = (id: string, values: Record<string, RowValue>): RunRow => ({
    id,
    folder: `/runs/${id}`,
    values: { id, ...values },
  });
  const rows = [
    row('a', { 'model.type': 'lstm', 'validation.accuracy': 0.8123456, tags: ['x', 'y'], status: 'completed' }),
    row('b', { 'model.type': 'gru', 'validation.accuracy': 0.9, name: '=1+1' }),
    row('c', { 'model.type': 'lstm', seed: 3 }),
  ];
  const runRows = () => ({ rows });
  const asked = (...args: string[]) => run(['runs', ...args], { runRows });

  it('prints those that pass, the greatest first, with the keys that were asked for', async () => {
    const outcome = await asked('--query', 'validation.accuracy > 80%', '--sort', 'validation.accuracy', '--json');
    assert.deepEqual(
      outcome.records().map(({ run: id, values }) => [id, (values as RunRow['values'])['model.type']]),
      [
        ['b', 'gru'],
        ['a', 'lstm'],
      ],
    );
    const table = await asked('--query', 'model.type == "lstm" && (validation.accuracy > 0.8 || seed == 3)');
    assert.deepEqual(
      table.out.split('\n').map((line) => line.split(/ {2,}/u)),
      [
        ['id', 'status', 'model.type', 'validation.accuracy', 'seed'],
        ['a', 'completed', 'lstm', '0.8123'],
        ['c', 'lstm', '3'],
        [''],
      ],
    );
    assert.equal((await asked('--query', 'seed == 4')).out, 'No run is such.\n');
  });

  it('prints a table for spreadsheets, whole numbers and no formulas in it', async () => {
    const outcome = await asked(
      '--csv',
      '--columns',
      'name,tags,validation.accuracy',
      '--sort=-validation.accuracy',
      '--limit',
      '2',
    );
    assert.equal(outcome.out, 'name,tags,validation.accuracy\n,"x, y",0.8123456\n\'=1+1,,0.9\n');
  });

  it('lists the keys that there are', async () => {
    const outcome = await asked('--keys', '--json');
    assert.deepEqual(outcome.records().at(1), { key: 'model.type', runs: 3, example: 'lstm' });
  });

  it('shows a fault at its place, and names the nearest key', async () => {
    const slip = await asked('--query', 'seed == 3 && validation.acuracy > 1');
    assert.equal(slip.code, 2);
    assert.match(
      slip.err,
      /Did you mean validation\.accuracy\?\n {2}seed == 3 && validation\.acuracy > 1\n {15}\^{18}\n/,
    );
    const early = await asked('--query', 'seed ==');
    assert.deepEqual([early.code, early.calls], [2, []]);
    assert.match((await asked('--sort', 'modle.type')).err, /Did you mean model\.type\?/);
    assert.match((await asked('--csv', '--json')).err, /exclude each other/);
    assert.equal((await asked('--query', 'test.bleu > 1')).code, 0, 'a figure that no run has yet is no slip');
  });
});
