// A lease stays fresh while its holder computes and hears nothing.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import threads from 'node:worker_threads';
import { build } from 'esbuild';
import { startHeartbeat } from '../../../src/engine/store/heartbeat';
import { acquireLease } from '../../../src/engine/store/lease';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { withFolder } from './support/temporaryFolder';

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Blocks this thread until the file was touched. */
function waitForTouch(file: string): void {
  fs.utimesSync(file, 1, 1);
  while (fs.statSync(file).mtimeMs === 1000) Atomics.wait(pause, 0, 0, 5);
}

describe('the heartbeat of a lease', () => {
  it('goes on while the thread of its holder is blocked, and ends with the lease', () =>
    withFolder(async (folder) => {
      const threadFile = path.join(folder, 'heartbeatThread.js');
      await build({
        ...{ entryPoints: ['src/engine/store/heartbeatThread.ts'], outfile: threadFile },
        ...{ bundle: true, platform: 'node', target: 'node20', logLevel: 'silent' },
      });
      const lease = acquireLease(nodeFiles, folder);
      const end = startHeartbeat(lease, threadFile, 5);
      for (let beat = 0; beat < 3; beat++) waitForTouch(lease.file);
      lease.require();
      end();
      lease.release();
      assert.ok(!fs.existsSync(lease.file), 'a late beat makes no lease anew');
    }));

  it('touches a lease that is its holder’s, until it is told to end or finds another’s', () =>
    withFolder(async (folder) => {
      const lease = acquireLease(nodeFiles, folder);
      const [timers, told] = [mock.method(globalThis, 'setInterval', () => 7), [] as unknown[]];
      const clear = mock.method(globalThis, 'clearInterval', (timer: unknown) => void told.push(timer));
      const heard: Record<string, () => void> = {};
      const parentPort = { close: () => void told.push('closed'), on: (name: string, then: () => void) => (heard[name] = then) }; // prettier-ignore
      const own = { parentPort: threads.parentPort, workerData: threads.workerData as unknown };
      Object.assign(threads, { parentPort, workerData: { file: lease.file, nonce: lease.nonce, everyMs: 30 } });
      try {
        await import('../../../src/engine/store/heartbeatThread');
        const [beat, everyMs] = timers.mock.calls[0].arguments as unknown as [() => void, number];
        const isTouched = (): boolean => {
          fs.utimesSync(lease.file, 1, 1);
          beat();
          return Math.abs(fs.statSync(lease.file).mtimeMs - Date.now()) < 60_000;
        };
        assert.deepEqual([everyMs, isTouched(), isTouched(), told], [30, true, true, []]);
        const failing = mock.method(fs, 'utimesSync', () => assert.fail('the disk is gone'));
        beat();
        failing.mock.restore();
        assert.deepEqual(told, []);
        const text = fs.readFileSync(lease.file, 'utf8');
        fs.writeFileSync(lease.file, text.replace(lease.nonce, '00aa00aa00aa00aa'));
        assert.equal(isTouched(), false);
        assert.deepEqual(told.splice(0), [7, 'closed']);
        heard.message();
        assert.deepEqual(told, [7, 'closed']);
      } finally {
        Object.assign(threads, own);
        for (const mocked of [timers, clear]) mocked.mock.restore();
      }
    }));
});
