// The power goes at any operation, and of what was not forced out any part is gone or zeros: what is found afterwards is the last
// acknowledged checkpoint or a later one, whole, and a log of whole lines (promise D3).
//
// npm run test:power -- [--states 5000] [--seed 1]
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openCheckpoint, recoverCheckpoints, writeCheckpoint } from '../../src/engine/store/checkpoint';
import { openMetricsLog, readMetrics } from '../../src/engine/store/metricsLog';
import { nodeFiles } from '../../src/engine/store/nodeFiles';
import { readRecord, writeRecord } from '../../src/engine/store/runRecord';
import { LabError } from '../../src/protocol/labError';
import { checkpointOf } from '../engine/store/support/checkpoints';
import { powerLoss } from '../engine/store/support/powerLoss';
import { recordOf } from '../engine/store/support/records';
import { withFolder } from '../engine/store/support/temporaryFolder';
import { randomNumbers } from '../faults/randomNumbers';
import { prove } from './prove';

const { values } = parseArgs({
  options: { states: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } },
});
const seed = Number(values.seed);
if (fs.existsSync('/dev/shm')) process.env.TMPDIR = '/dev/shm'; // no disk is worn for nothing
/** Operations of a save, of a line and of a record, and of how many of each. */
const MOST_OPERATIONS = 230;
const SAVES = 4;

/** One state; whether the power went before all was written. */
function cut(number: number): boolean {
  const random = randomNumbers(seed * 1e6 + number);
  const where = `state ${number}`;
  return withFolder((run) => {
    const { files, lose } = powerLoss(nodeFiles, 1 + random.below(MOST_OPERATIONS));
    const log = path.join(run, 'metrics.jsonl');
    const done = { saved: 0, lines: 0, recorded: 0 };
    let wentOut = false;
    try {
      const writer = openMetricsLog(files, log);
      for (let step = 1; step <= SAVES; step++) {
        writer.append({ kind: 'epoch', step, epoch: step, time: 1, metrics: { loss: step } });
        done.lines = step;
        writeCheckpoint(files, run, 'last', checkpointOf(step));
        done.saved = step;
        writeRecord(files, run, recordOf('a', { step }));
        done.recorded = step;
      }
      writer.close();
    } catch (error) {
      assert.ok(error instanceof LabError && error.code === 'DISK', String(error));
      wentOut = true;
    }
    const kept = new Map<string, number>();
    lose(
      (file) =>
        kept.get(file) ?? (kept.set(file, random.pick([0, 1, random.next(), random.next()])), kept.get(file) ?? 0),
      () => random.next() < 0.3,
    );
    for (const recovers of [false, true]) {
      if (recovers) recoverCheckpoints(nodeFiles, run);
      if (done.saved === 0) continue;
      const { checkpoint } = openCheckpoint(nodeFiles, run, 'last');
      const { step } = checkpoint.state;
      assert.ok(
        step === done.saved || step === done.saved + 1,
        `${where}: ${step} after ${done.saved} were acknowledged`,
      );
      assert.deepEqual(checkpoint, checkpointOf(step), where);
    }
    if (done.recorded > 0) {
      const { step } = readRecord(nodeFiles, run);
      assert.ok(step === done.recorded || step === done.recorded + 1, `${where}: the record of step ${step}`);
    }
    const { lines } = fs.existsSync(log) ? readMetrics(nodeFiles, log) : { lines: [] };
    assert.ok(lines.length <= done.lines + 1, where);
    for (const [at, line] of lines.entries())
      assert.deepEqual(line, { kind: 'epoch', step: at + 1, epoch: at + 1, time: 1, metrics: { loss: at + 1 } }, where);
    if (fs.existsSync(log)) {
      const again = openMetricsLog(nodeFiles, log);
      again.append({ kind: 'epoch', step: 99, epoch: 99, time: 1, metrics: { loss: 99 } });
      again.close();
      assert.equal(readMetrics(nodeFiles, log).lines.at(-1)?.step, 99, `${where}: the log goes on`);
    }
    return wentOut;
  });
}

void prove(seed, {
  'the power goes': () => {
    const states = Number(values.states);
    let cuts = 0;
    for (let number = 0; number < states; number++) cuts += Number(cut(number));
    assert.ok(cuts > states / 2);
    return `${states} states, ${cuts} in the middle of writing; each opens to what was acknowledged or later`;
  },
});
