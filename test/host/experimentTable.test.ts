// The table of all runs without a page: what lines there are, what is saved, and what charts are made of.

import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { thinnedPlaces } from '../../src/engine/metrics/thinned';
import { meanInterval } from '../../src/protocol/meanInterval';
import { packRows, type Row } from '../../src/protocol/packedRows';
import { letterAt, pinnedLines, turnedBaselines } from '../../src/webviews/experimentTable/baselines';
import { cellOf, comparedCell } from '../../src/webviews/experimentTable/cells';
import { curveLines } from '../../src/webviews/experimentTable/charts/curveLines';
import { keyImportance } from '../../src/webviews/experimentTable/charts/forest';
import { arrange, type Arrangement } from '../../src/webviews/experimentTable/lines';
import { RunTable } from '../../src/webviews/experimentTable/runTable';
import { csvOf, latexOf, markdownOf } from '../../src/webviews/experimentTable/savedTable';
import { movedColumn, shownColumns } from '../../src/webviews/experimentTable/shownColumns';
import { checkedState, DEFAULTS } from '../../src/webviews/experimentTable/viewState';
import { FollowedRows } from '../../src/host/experimentTable/followedRows';
import type { LiveFigures } from '../../src/host/engine/liveFigures';
import type { RunEntry } from '../../src/host/runs/runEntry';
import type { RunStatus } from '../../src/protocol/run';
import { record } from '../cli/fakeEngine';
import { parquetBytes } from '../../src/host/experimentTable/parquetBytes';

const row = (id: string, values: Row['values']): Row => ({ id, values: { id, ...values } });
const rows: Row[] = [
  row('a', {
    name: 'one',
    configuration: 'x',
    seed: 2,
    'validation.accuracy': 0.75,
    'model.type': 'lstm',
    created: '2026-11-03',
  }),
  row('b', {
    name: '=two|_&',
    configuration: 'y',
    seed: 1,
    'validation.accuracy': 0.9,
    'model.type': 'gru',
    created: '2026-11-02',
  }),
  row('c', {
    name: 'one',
    configuration: 'x',
    seed: 1,
    'validation.accuracy': 0.7,
    'model.type': 'lstm',
    created: '2026-11-01',
  }),
  row('d', {
    name: 'one',
    configuration: 'x',
    seed: 3,
    'validation.accuracy': 0.8,
    'model.type': 'lstm',
    created: '2026-11-04',
  }),
];
const tableOf = (some: readonly Row[] = rows): RunTable => {
  const table = new RunTable();
  table.apply({ version: 1, whole: packRows(some), changed: [], removed: [] });
  return table;
};
const usual: Arrangement = {
  test: () => true,
  sortedBy: '',
  falling: true,
  groupedBy: '',
  foldsSeeds: true,
  turned: new Set(),
};
const ids = (table: RunTable, asked: Partial<Arrangement>): string[] =>
  arrange(table, { ...usual, ...asked }).lines.map(({ id }) => id);

describe('lines of the table of runs', () => {
  it('have runs that differ only in their seed as one, by their mean, opened in the order of seeds', () => {
    const table = tableOf();
    assert.deepEqual(ids(table, {}), ['b', 'seeds x'].reverse());
    assert.deepEqual(ids(table, { sortedBy: 'validation.accuracy' }), ['b', 'seeds x']);
    assert.deepEqual(ids(table, { turned: new Set(['seeds x']) }), ['seeds x', 'c', 'a', 'd', 'b']);
    assert.deepEqual(ids(table, { foldsSeeds: false }), ['d', 'a', 'b', 'c']);
    assert.deepEqual(ids(table, { foldsSeeds: false, test: (read) => read('seed') === 1 }), ['b', 'c']);
    assert.deepEqual(ids(table, { groupedBy: 'model.type' }), ['group gru', 'b', 'group lstm', 'seeds x']);
    assert.deepEqual(ids(table, { groupedBy: 'model.type', turned: new Set(['group gru']) }), [
      'group gru',
      'group lstm',
      'seeds x',
    ]);
  });

  it('have a run with the seed of another one, which is the same run again, by itself', () => {
    const again = { ...rows[2].values, created: '2026-11-05' };
    const table = tableOf([...rows, row('e', again), row('f', { ...again, seed: 2 })]);
    const seeds = arrange(table, usual).lines.filter(({ kind }) => kind === 'seeds');
    assert.deepEqual(seeds.map(({ id, rows: of }) => [id, of]), [['seeds x 1', [4, 5]], ['seeds x', [2, 0, 3]]]); // prettier-ignore
  });

  it('take what has changed', () => {
    const table = tableOf();
    table.apply({ version: 2, changed: [row('e', { seed: 7 }), row('a', { seed: 9 })], removed: ['b'] });
    assert.deepEqual(table.ids, ['a', 'c', 'd', 'e']);
    assert.deepEqual([table.value(0, 'name'), table.value(0, 'seed'), table.value(3, 'seed')], [undefined, 9, 7]);
  });

  it('tell the mean with half of its interval, and what is for the better beside a baseline', () => {
    const table = tableOf();
    const [seeds] = arrange(table, usual).lines;
    const cell = cellOf(table, seeds, 'validation.accuracy', String);
    assert.equal(cell.text.replace(/\s/g, ' '), '75.0 % ± 12.0 %'); // t(2) = 4.30265, s = 0.05
    const compared = (line: typeof seeds, key: string, bases: number[]) =>
      comparedCell(table, line, key, bases, cellOf(table, line, key, String));
    assert.deepEqual(compared(seeds, 'validation.accuracy', [1]).beside, [{ text: '−15.0', mark: 'worse' }]);
    assert.deepEqual(compared(seeds, 'validation.accuracy', [1, 2]).beside, [
      { text: 'A\u202f−15.0', mark: 'worse' },
      { text: 'B\u202f+5.0', mark: 'better' },
    ]);
    assert.deepEqual(['model.type', 'name', 'seed'].map((key) => compared(seeds, key, [2]).isOther), [undefined, undefined, true]); // prettier-ignore
    assert.deepEqual(compared(seeds, 'model.type', [2, 1]).isOther, true);
    assert.equal(cellOf(table, seeds, 'seed', (n) => `${n} different`).text, '3 different');
  });

  it('have baselines above them, which are saved once, and no more than four', () => {
    const table = tableOf();
    const pinned = pinnedLines(table, ['c', 'gone', 'b']);
    assert.deepEqual(pinned.map(({ id, rows: of }) => [id, of]), [['pinned c', [2]], ['pinned b', [1]]]); // prettier-ignore
    const { lines } = arrange(table, usual);
    const shown = { table, columns: ['seed'], textOf: () => '', nameOf: ({ id }: { id: string }) => id };
    assert.equal(csvOf({ ...shown, lines: [...pinned, ...lines] }), csvOf({ ...shown, lines }));
    assert.deepEqual([letterAt(1, 2), letterAt(0, 1), letterAt(-1, 3)], ['B', '', '']);
    assert.deepEqual([turnedBaselines(['a'], 'b'), turnedBaselines(['a', 'b'], 'a')], [['a', 'b'], ['b']]);
    assert.equal(turnedBaselines(['a', 'b', 'c', 'd'], 'e'), undefined);
    const old = { ...DEFAULTS, baselines: [], baseline: 'a' };
    assert.deepEqual(checkedState(old).baselines, ['a']);
  });

  it('have Student’s t beyond the table, as scipy.stats.t.ppf(0.975, n - 1)', () => {
    for (const [n, t] of [
      [22, 2.0796138],
      [41, 2.0210754],
      [101, 1.9839715],
    ]) {
      const values = Array.from({ length: n }, (_, i) => (i % 2 ? 1 : -1));
      const { y, high = 0 } = meanInterval(values);
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - y) ** 2, 0) / (n - 1));
      assert.ok(Math.abs(((high - y) * Math.sqrt(n)) / deviation - t) < 2e-5, `${n}`);
    }
  });

  it('have the columns that differ, moved where they are wanted', () => {
    const table = tableOf();
    const columns = (onlyDifferent: boolean) =>
      shownColumns(table, [0, 2, 3], { columns: ['model.type', 'seed'], onlyDifferent });
    assert.deepEqual(columns(false), ['model.type', 'seed']);
    assert.deepEqual(columns(true), ['seed']);
    assert.deepEqual(movedColumn(['a', 'b', 'c'], 'c', 0), ['c', 'a', 'b']);
  });
});

describe('the saved table of runs', () => {
  const table = tableOf();
  const { lines } = arrange(table, { ...usual, sortedBy: 'validation.accuracy' });
  const shown = {
    ...{ table, lines, columns: ['model.type', 'validation.accuracy'] },
    textOf: (line: (typeof lines)[number], key: string) => cellOf(table, line, key, String).text,
    nameOf: (line: (typeof lines)[number]) => String(table.value(line.rows[0], 'name')),
  };

  it('is CSV without formulas and with whole numbers', () => {
    const [head, first, second] = csvOf(shown).split('\r\n');
    assert.equal(head, 'name,runs,model.type,validation.accuracy,validation.accuracy ±');
    assert.equal(first, "'=two|_&,1,gru,0.9,");
    assert.match(second, /^one,3,lstm,0\.75,0\.124\d+$/);
  });

  it('is Markdown and LaTeX in which nothing acts', () => {
    assert.match(
      markdownOf(shown),
      /^\| name \| model\.type \| validation\.accuracy \|\n\| --- \| --- \| ---: \|\n\| =two\\\|\\_& \|/,
    );
    assert.match(latexOf(shown), /=two\|\\_\\& & gru & 90\.0\\,\\% \\\\\n/);
    assert.match(latexOf(shown), /75\.0\\,\\% \$\\pm\$/);
  });

  it('is Parquet', () => {
    const bytes = parquetBytes([
      { name: 'a', values: ['x', null] },
      { name: 'b', values: [1, null] },
    ]);
    assert.equal(Buffer.from(bytes.subarray(0, 4)).toString(), 'PAR1');
  });
});

describe('what charts of runs are made of', () => {
  it('keeps the least and the greatest where points are left out', () => {
    const values = Float64Array.from(
      { length: 10_000 },
      (_, i) => Math.sin(i / 300) + (i === 4321 ? 50 : i === 8765 ? -50 : 0),
    );
    const places = thinnedPlaces(values, 400);
    assert.ok(places.length <= 400 && places[0] === 0 && places.at(-1) === 9999);
    assert.ok(places.includes(4321) && places.includes(8765));
    assert.deepEqual(thinnedPlaces(values.subarray(0, 3), 400), [0, 1, 2]);
  });

  it('has the mean of seeds with its interval where all are measured', () => {
    const curve = (id: string, values: number[]) => ({
      ...{
        id,
        total: values.length,
        step: Float64Array.from(values, (_, i) => 10 * i),
        epoch: new Float64Array(values.length),
      },
      ...{ time: new Float64Array(values.length), values: Float64Array.from(values) },
      tokens: Float64Array.from(values, (_, i) => 100 * i),
    });
    const [line] = curveLines([curve('a', [1, 2, 3]), curve('b', [3, 4, 5])], {
      axis: 'step',
      smoothing: 0,
      bandOf: () => 'x',
    });
    assert.deepEqual([...line.y], [2, 3, 4]);
    assert.ok(Math.abs((line.high?.[0] ?? 0) - 2 - (12.7062 * Math.SQRT2) / Math.SQRT2) < 1e-3);
  });

  it('finds the key that a figure hangs on', () => {
    const runs = 120;
    const inputs = [7, 11, 5].map((by) => Float64Array.from({ length: runs }, (_, i) => i % by));
    const target = Float64Array.from({ length: runs }, (_, i) => inputs[1][i] * 2 + ((i * 37) % 10) / 50);
    const { shares, explained } = keyImportance({ inputs, target });
    assert.ok(shares[1] > 5 * Math.max(shares[0], shares[2]) && explained > 0.5, `${shares.join(' ')} ${explained}`);
    assert.deepEqual(keyImportance({ inputs, target }).shares, shares);
  });
});

describe('rows that follow the runs', () => {
  const entry = (id: string, live?: Partial<LiveFigures>, status: RunStatus = 'running'): RunEntry => ({
    summary: { folder: `/w/runs/${id}`, record: record({ id, status }), resumable: false, checkpoints: [] },
    ...(live && { live: { phase: 'training', epoch: 2, epochs: 3, step: 0, seconds: 4, metrics: {}, ...live } }),
    ours: false,
  });
  let entries: RunEntry[] = [];
  let read: string[][] = [];
  let told = 0;
  let followed: FollowedRows;
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    [entries, read, told] = [[], [], 0];
    const call = (_: string, { ids: asked = [] }: { ids?: string[] }) => {
      read.push(asked);
      return Promise.resolve({ rows: asked.map((id) => ({ id, folder: `/w/runs/${id}`, values: { seed: read.length } })) }); // prettier-ignore
    };
    followed = new FollowedRows({
      engine: { call } as never,
      entries: () => entries,
      at: (folder) => entries.find(({ summary }) => summary.folder === folder),
      told: () => told++,
    });
  });
  afterEach(() => {
    followed.dispose();
    mock.timers.reset();
  });

  it('reads those anew that have changed, and tells what has since a version', async () => {
    entries = [entry('a'), entry('b')];
    await followed.follow();
    const { version } = followed;
    assert.deepEqual(followed.since(-1).whole?.ids, ['a', 'b']);
    await followed.follow();
    assert.deepEqual([read, told, followed.version], [[['a', 'b']], 1, version]);
    entries = [entry('b', undefined, 'completed')];
    await followed.follow('/w/runs/b');
    const { changed, removed, whole } = followed.since(version);
    assert.deepEqual([read.at(-1), removed, whole], [['b'], ['a'], undefined]);
    assert.deepEqual(changed, [{ id: 'b', values: { seed: 2 } }]);
  });

  it('takes what a training adds a few times a second, reads nothing for it, and has its last step', async () => {
    entries = [entry('a'), entry('b')];
    await followed.follow();
    const { version } = followed;
    for (let step = 1; step <= 1000; step++) {
      entries = [entry('a'), entry('b', { step, loss: 1 / step })];
      await followed.follow('/w/runs/b');
      mock.timers.tick(2);
    }
    assert.ok(told - 1 >= 4 && told - 1 <= 5, `${told - 1} times in two seconds`);
    mock.timers.tick(500);
    const values = { seed: 1, status: 'running', epoch: 2, step: 1000, seconds: 4, loss: 0.001 };
    assert.deepEqual(followed.since(version).changed, [{ id: 'b', values }]);
    assert.equal(read.length, 1);
    const before = told;
    mock.timers.tick(5000);
    assert.equal(told, before, 'nothing is told of what does not go on');
    entries = [entry('a'), entry('b')];
    await followed.follow();
    assert.deepEqual(followed.since(followed.version - 1).changed, [{ id: 'b', values: { seed: 1 } }]);
  });
});
