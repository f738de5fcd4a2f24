import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {
  openCheckpoint,
  recoverCheckpoints,
  summarizeCheckpoints,
  writeCheckpoint,
} from '../../../src/engine/store/checkpoint';
import { nodeFiles } from '../../../src/engine/store/nodeFiles';
import { seal } from '../../../src/engine/store/sealedJson';
import { LabError } from '../../../src/protocol/labError';
import { checkpointOf } from './support/checkpoints';
import { faultyFiles, type Fault } from './support/faultyFiles';
import { powerLoss } from './support/powerLoss';
import { pathsUnder, withFolder } from './support/temporaryFolder';

/** Opens what is there and asserts that it is one of these checkpoints, whole. */
function assertOpens(run: string, steps: number[]): number {
  const { checkpoint } = openCheckpoint(nodeFiles, run, 'last');
  assert.ok(steps.includes(checkpoint.state.step), `step ${checkpoint.state.step} is none of ${steps.join()}`);
  assert.deepEqual(checkpoint, checkpointOf(checkpoint.state.step));
  return checkpoint.state.step;
}

describe('checkpoints', () => {
  it('give back what was written', () =>
    withFolder((run) => {
      for (const step of [1, 2, 3]) writeCheckpoint(nodeFiles, run, 'last', checkpointOf(step));
      for (const step of [1, 2]) writeCheckpoint(nodeFiles, run, 'best', checkpointOf(step));
      assertOpens(run, [3]);
      assert.deepEqual(fs.readdirSync(path.join(run, 'checkpoints')).sort(), ['best', 'last', 'last.previous']);
      const summaries = summarizeCheckpoints(nodeFiles, run);
      assert.deepEqual(
        summaries.map(({ name, step, epoch }) => ({ name, step, epoch })),
        [
          { name: 'last', step: 3, epoch: 1 },
          { name: 'best', step: 2, epoch: 1 },
        ],
      );
      assert.ok(summaries[0].bytes > 24);
    }));

  for (const fault of ['kill', 'error', 'full', 'shortWrite'] satisfies Fault[])
    for (const name of ['last', 'best'] as const)
      it(`survive "${fault}" at every operation of a save of ${name}`, () => {
        const total = withFolder((run) => {
          writeCheckpoint(nodeFiles, run, name, checkpointOf(1));
          writeCheckpoint(nodeFiles, run, name, checkpointOf(2));
          const counting = faultyFiles(nodeFiles);
          writeCheckpoint(counting.files, run, name, checkpointOf(3));
          return counting.count();
        });
        assert.ok(total > 30);
        for (let failAt = 1; failAt <= total; failAt++)
          withFolder((run) => {
            writeCheckpoint(nodeFiles, run, name, checkpointOf(1));
            writeCheckpoint(nodeFiles, run, name, checkpointOf(2));
            const { files, openHandles } = faultyFiles(nodeFiles, failAt, fault);
            let acknowledged = true;
            try {
              writeCheckpoint(files, run, name, checkpointOf(3));
            } catch (error) {
              acknowledged = false;
              assert.ok(error instanceof LabError && error.code === 'DISK', String(error));
            }
            assert.equal(openHandles(), 0);
            if (fault === 'shortWrite') assert.ok(acknowledged);
            assertOpens(run, acknowledged ? [3] : [2, 3]);
            recoverCheckpoints(nodeFiles, run);
            const kept = assertOpens(run, acknowledged ? [3] : [2, 3]);
            assert.deepEqual(
              pathsUnder(run).filter((each) => /tmp|\.new/.test(each)),
              [],
            );
            assert.equal(summarizeCheckpoints(nodeFiles, run)[0].step, kept);
            writeCheckpoint(nodeFiles, run, name, checkpointOf(4));
            assertOpens(run, [4]);
          });
      });

  it('survive a power cut at every operation of a save', () => {
    for (let failAt = 1; failAt <= 70; failAt++)
      for (const keptShare of [0, 0.5, 1])
        withFolder((run) => {
          const { files, lose } = powerLoss(nodeFiles, failAt);
          let saved = 0;
          try {
            for (const step of [1, 2]) {
              writeCheckpoint(files, run, 'last', checkpointOf(step));
              saved = step;
            }
          } catch {
            // the power went
          }
          lose(keptShare);
          if (saved > 0) assertOpens(run, [saved, saved + 1]);
          recoverCheckpoints(nodeFiles, run);
          if (saved > 0) assertOpens(run, [saved, saved + 1]);
        });
  });

  it('survive a kill at every operation of a recovery', () => {
    for (let failAt = 1; failAt < 40; failAt++)
      withFolder((run) => {
        writeCheckpoint(nodeFiles, run, 'last', checkpointOf(1));
        const folder = path.join(run, 'checkpoints');
        fs.cpSync(path.join(folder, 'last'), path.join(folder, 'last.previous'), { recursive: true });
        writeCheckpoint(nodeFiles, run, 'best', checkpointOf(2));
        fs.renameSync(path.join(folder, 'best'), path.join(folder, 'last.new'));
        try {
          recoverCheckpoints(faultyFiles(nodeFiles, failAt, 'kill').files, run);
        } catch {
          // killed
        }
        assertOpens(run, [2]);
        recoverCheckpoints(nodeFiles, run);
        assertOpens(run, [2]);
      });
  });

  it('notice every flipped byte and fall back on the one before, saying so', () =>
    withFolder((run) => {
      writeCheckpoint(nodeFiles, run, 'last', checkpointOf(1));
      writeCheckpoint(nodeFiles, run, 'last', checkpointOf(2));
      for (const part of ['model.safetensors', 'optimizer.safetensors', 'state.json']) {
        const file = path.join(run, 'checkpoints/last', part);
        const whole = fs.readFileSync(file);
        for (let at = 0; at < whole.byteLength; at++) {
          const flipped = Buffer.from(whole);
          flipped[at] ^= 1 << (at % 8);
          fs.writeFileSync(file, flipped);
          const { checkpoint, notice } = openCheckpoint(nodeFiles, run, 'last');
          assert.equal(checkpoint.state.step, 1, `${part} byte ${at}`);
          assert.match(notice ?? '', /Using the checkpoint "last.previous" of step 1 instead/);
        }
        fs.writeFileSync(file, whole);
      }
    }));

  it('are refused when truncated and nothing older is there', () =>
    withFolder((run) => {
      writeCheckpoint(nodeFiles, run, 'last', checkpointOf(1));
      const file = path.join(run, 'checkpoints/last/model.safetensors');
      fs.truncateSync(file, 40);
      assert.throws(
        () => openCheckpoint(nodeFiles, run, 'last'),
        (error: unknown) =>
          error instanceof LabError &&
          error.code === 'INVALID_FILE' &&
          error.place?.file === file &&
          /train the run again/.test(error.message),
      );
    }));

  it('of a newer version are refused kindly', () =>
    withFolder((run) => {
      writeCheckpoint(nodeFiles, run, 'last', checkpointOf(1));
      fs.writeFileSync(path.join(run, 'checkpoints/last/state.json'), seal({ format: 2 }));
      assert.throws(() => openCheckpoint(nodeFiles, run, 'last'), /newer version of NLP Lab/);
    }));

  it('that do not exist are NOT_FOUND', () =>
    withFolder((run) =>
      assert.throws(
        () => openCheckpoint(nodeFiles, run, 'last'),
        (error: unknown) => error instanceof LabError && error.code === 'NOT_FOUND',
      ),
    ));
});
