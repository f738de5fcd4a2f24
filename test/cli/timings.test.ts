// What `--timings` says: phases in the order in which the engine told them.

import assert from 'node:assert/strict';
import { createTimings } from '../../src/cli/timings';
import type { StartEngine } from '../../src/protocol/engineThread';
import { run } from './fakeEngine';

describe('nlp-lab --timings', () => {
  it('says what each phase of all calls took, on standard error', async () => {
    const { code, out, err } = await run(['corpus', 'stats', 'a.tsv', '--timings', '--json'], {
      corpusStatistics(_, { progress }) {
        progress({ phase: 'Counting', fraction: 0.5 });
        throw new Error('nothing more is needed');
      },
    });
    assert.deepEqual([code, out, /timings/.test(err)], [1, '', false]); // a command that fails says why, and nothing else
    const done = await run(['runs', '--timings'], { runs: () => ({ runs: [] }) });
    assert.match(done.err, /^timings: Starting \d+\.\d\d s, The rest \d+\.\d\d s$/m);
  });

  it('counts the time from one phase to the next, and that of steps as training', async () => {
    let clock = 0;
    const tick = (ms: number): void => void (clock += ms);
    const start = (() => ({
      client: {
        call(_: string, __: unknown, { onProgress }: { onProgress: (told: unknown) => void }) {
          tick(200);
          onProgress({ kind: 'phase', phase: 'Reading' });
          tick(1000);
          onProgress({ kind: 'phase', phase: 'Reading', fraction: 1 });
          onProgress({ kind: 'metric', line: { kind: 'step' } });
          tick(3000);
          onProgress({ kind: 'start', record: {} });
          onProgress({ phase: 'Evaluating' });
          tick(500);
          return Promise.resolve({});
        },
      },
    })) as unknown as StartEngine;
    const timings = createTimings({ now: () => clock });
    await timings.around(start)({}).client.call('shutdown', {});
    assert.equal(
      timings.said(),
      'timings: Starting 0.20 s, Reading 1.00 s, Training 3.00 s, Evaluating 0.50 s, The rest 0.00 s',
    );
  });
});
