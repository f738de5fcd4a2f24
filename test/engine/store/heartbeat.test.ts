// A lease stays fresh while its holder computes and hears nothing.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
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
});
