// A machine with too little memory or disk, through the real command line and worker.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { runCli } from './cliProcess';
import { completed, PARAMETERS, useFaultLab } from './faultLab';
import { hashOfTensors, readMetrics, readRunRecord, runFolders } from './runFolder';
import { smallExperiment } from './smallExperiment';

describe('a machine that is too small', () => {
  const lab = useFaultLab(runCli);

  it('refuses a run that needs more memory, with both figures, before it starts', async () => {
    const model = { type: 'lstm', embedding: 65_536, hidden: 65_536, layers: 8 };
    lab.refused(await lab.train(smallExperiment({ model })), /memory/i, /\d.*[GT]i?B.*\d.*[GMT]i?B/s);
    assert.deepEqual(runFolders(lab.runsFolder), []);
  });

  it('ends a run whose disk is full, keeps its checkpoint, and goes on exactly once there is room', async function () {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return this.skip(); // needs root to mount a small disk
    fs.mkdirSync(lab.runsFolder, { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', lab.runsFolder], { stdio: 'pipe' });
    } catch {
      return this.skip(); // this system lets even root not mount
    }
    try {
      await fillDiskAndResume();
    } finally {
      execFileSync('umount', ['-l', lab.runsFolder]);
    }
  });

  async function fillDiskAndResume(): Promise<void> {
    const filler = path.join(lab.runsFolder, 'filler.bin');
    let filled = false;
    const cli = lab.startTraining(({ event, step }) => {
      if (filled || event !== 'step' || (step as number) < 10) return;
      filled = true;
      fillUp(filler);
    });
    const end = await cli.end;
    assert.ok(filled);
    assert.equal(end.code, 1, end.err);
    assert.match(end.err, /disk|space/i);
    assert.match(end.err, new RegExp(path.basename(lab.runsFolder)));
    const run = lab.onlyRun();
    readRunRecord(run);
    readMetrics(run, { torn: true });
    fs.rmSync(filler);
    completed(await lab.resume(run));
    readMetrics(run, { torn: false });
    assert.equal(hashOfTensors(path.join(run, PARAMETERS)), hashOfTensors(path.join(lab.finished, PARAMETERS)));
  }

  function fillUp(filler: string): void {
    const block = Buffer.alloc(64 * 1024);
    const out = fs.openSync(filler, 'w');
    try {
      for (let size = block.length; size >= 1;) {
        try {
          fs.writeSync(out, block, 0, size);
        } catch {
          size >>= 1;
        }
      }
    } finally {
      fs.closeSync(out);
    }
  }
});
