// `nlp-lab runs`: the list of runs, for programs and for people.

import assert from 'node:assert/strict';
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
