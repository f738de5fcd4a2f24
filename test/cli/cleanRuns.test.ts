// `nlp-lab clean-runs` and `nlp-lab runs --disk`.

import assert from 'node:assert/strict';
import type { RunRow } from '../../src/protocol/runRow';
import { run, summary } from './fakeEngine';

describe('nlp-lab clean-runs', () => {
  const rows: RunRow[] = [
    { id: 'a-1', folder: '/r/a-1', values: { status: 'completed', bytes: 3_000_000, 'disk.optimizer': 2_000_000 } },
    { id: 'b-2', folder: '/r/b-2', values: { status: 'failed', bytes: 5_000_000 } },
  ];
  const runRows = () => ({ rows });
  const plan = () => ({
    runs: [{ folder: '/r/a-1', name: 'a', bytes: { optimizer: 2_000_000, path: 7000 } }],
    spared: [{ folder: '/r/b-2', name: 'b', reason: 'starred' as const }],
  });
  const cleaning = { folder: '/trash/.cleaned/x', at: '2026-11-30T10:00:00.000Z', runs: 1, bytes: 2_000_000 };

  it('shows what would go, and changes nothing', async () => {
    for (const more of [[], ['--dry-run'], ['--dry-run', '--yes']]) {
      const { out, err, code, calls } = await run(['clean-runs', ...more], { runRows, cleanableRuns: plan });
      assert.equal(code, 0);
      assert.match(out, /a-1 +2\.00?.MB +2\.00?.MB|a-1 +2.MB +2.MB/);
      assert.match(err, /b-2: left alone, it has a star/);
      assert.match(err, /Nothing was changed/);
      assert.deepEqual(calls.at(-1), { name: 'cleanableRuns', request: { folders: ['/r/a-1', '/r/b-2'] } });
    }
  });

  it('cleans the runs for which a query holds', async () => {
    const cleanRuns = () => ({ ...plan(), cleanings: [cleaning] });
    const given = ['clean-runs', '--query', 'status == "completed"', '--path', '--yes', '--json'];
    const { records, calls } = await run(given, { runRows, cleanRuns });
    const request = { folders: ['/r/a-1'], kinds: ['optimizer', 'previous', 'features', 'path'] };
    assert.deepEqual(calls.at(-1), { name: 'cleanRuns', request });
    assert.deepEqual(records(), [
      { run: 'a-1', bytes: { optimizer: 2_000_000, path: 7000 } },
      { run: 'b-2', spared: 'starred' },
    ]);
  });

  it('takes a run, undoes and empties', async () => {
    const runs = () => ({ runs: [summary('a-1')] });
    const one = await run(['clean-runs', 'a'], { runs, cleanableRuns: plan });
    assert.equal((one.calls.at(-1)?.request as { folders: string[] }).folders.length, 1);
    const handlers = { cleanings: () => ({ cleanings: [cleaning] }) };
    const restoreCleaning = () => ({ runs: 1, left: ['/f'] });
    const undone = await run(['clean-runs', '--undo'], { ...handlers, restoreCleaning });
    assert.deepEqual([undone.code, undone.calls.at(-1)?.request], [1, { folder: cleaning.folder }]);
    assert.match(undone.err, /\/f stays there/);
    assert.match((await run(['clean-runs', '--empty'], handlers)).err, /Nothing was removed/);
    const emptied = await run(['clean-runs', '--empty', '--yes'], { ...handlers, forgetCleanings: () => ({}) });
    assert.deepEqual(emptied.calls.at(-1), { name: 'forgetCleanings', request: { folders: [cleaning.folder] } });
  });

  const refused: [string[], RegExp][] = [
    [['clean-runs', '--undo', '--empty'], /exclude each other/],
    [['clean-runs', 'a', '--undo'], /take neither/],
    [['clean-runs', '--query', 'a =='], /--query/],
    [['clean-runs', '--query', 'nowhere > 1'], /nowhere/],
  ];
  for (const [args, message] of refused)
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, err } = await run(args, { runRows, cleanings: () => ({ cleanings: [] }) });
      assert.equal(code, 2);
      assert.match(err, message);
    });

  it('lists what runs take on the disk, the largest first', async () => {
    const { records } = await run(['runs', '--disk', '--json'], { runRows });
    const [first, second] = records();
    assert.deepEqual([first.run, second.run], ['b-2', 'a-1']);
    assert.deepEqual([second.bytes, second.optimizer, second.evaluations], [3_000_000, 2_000_000, 0]);
    const { out } = await run(['runs', '--disk', '--query', 'status == "failed"'], { runRows });
    assert.match(out, /b-2 +failed[^]*1 run /);
    assert.doesNotMatch(out, /a-1/);
  });
});
