// The queue, worked on by several processes of which some are killed: each that waits is given to one of them.

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { withItem } from '../../../src/engine/runs/queue/queueChanges';
import { changeQueue, queueFolder, readQueue } from '../../../src/engine/runs/queue/queueFile';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { randomNumbers } from '../../faults/randomNumbers';
import { age } from '../store/support/agedLeases';
import { withFolder } from '../store/support/temporaryFolder';
import { itemOf } from './support/queuedItem';

describe('a queue on which several processes work', () => {
  it('gives each of 60 to one of four processes, whichever of them are killed', () =>
    withFolder(async (folder) => {
      const runsFolder = path.join(folder, 'runs');
      fs.mkdirSync(runsFolder);
      const ids = Array.from({ length: 60 }, (_, i) => i.toString(16).padStart(8, '0'));
      await changeQueue(nodeFiles, runsFolder, (stored) => ids.reduce((all, id) => withItem(all, itemOf(id)), stored));
      const outfile = path.join(folder, 'worker.js');
      const entryPoints = ['test/engine/runs/support/queueWorker.ts'];
      buildSync({ entryPoints, outfile, bundle: true, platform: 'node', logLevel: 'error' });
      const random = randomNumbers(1);
      let kills = 4;
      const killed = new Set<number>();
      const running = new Set<ChildProcess>();
      const start = async (): Promise<void> => {
        const child = spawn(process.execPath, [outfile, runsFolder], { stdio: 'ignore' });
        running.add(child);
        const [, signal] = (await once(child, 'close')) as [number | null, string | null];
        running.delete(child);
        if (signal !== 'SIGKILL') return;
        killed.add(child.pid ?? 0);
        age(queueFolder(runsFolder), child.pid ?? 0);
        return start();
      };
      const all = Promise.all([1, 2, 3, 4].map(start));
      const watcher = fs.watch(queueFolder(runsFolder), () => {
        if (kills > 0 && random.below(60) === 0 && random.pick([...running])?.kill('SIGKILL')) kills--;
      });
      await all;
      watcher.close();
      const lines = fs
        .readdirSync(folder)
        .filter((name) => name.endsWith('.ledger'))
        .flatMap((name) => fs.readFileSync(path.join(folder, name), 'utf8').trim().split('\n'));
      const noted = (did: string): string[] =>
        lines.filter((line) => line.startsWith(did)).map((line) => line.slice(-8));
      const took = noted('took');
      assert.deepEqual([...new Set(took)].sort(), ids);
      assert.ok(
        killed.size > 0 && took.length <= ids.length + killed.size,
        `${took.length} were taken, ${killed.size} killed`,
      );
      assert.equal(new Set(noted('did')).size, noted('did').length, 'none was done twice');
      assert.deepEqual(readQueue(nodeFiles, runsFolder).items, []);
    }));
});
