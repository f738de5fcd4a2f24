// Memory that runs out in the middle of a training (promise I4): the run fails with a code, what was saved is whole, and it goes on
// to what a training that was left alone comes to.
import assert from 'node:assert/strict';
import { checkpointBytes, inLab, smallExperiment } from '../engine/calls/support/lab';
import { LabError } from '../../src/protocol/labError';
import { failingMemory } from './failingMemory';
import { randomNumbers } from './randomNumbers';
import { drawnSeed } from '../support/seed';

const TIMES = Number(process.env.NLP_LAB_TEST_REPEATS ?? 3);
const PARAMETERS = 'model.safetensors';

describe('memory that runs out', () => {
  it(`at any of ${TIMES} moments ends a run that can be resumed, and nothing else`, () =>
    inLab(async (lab) => {
      const random = randomNumbers(drawnSeed);
      const of = smallExperiment({ training: { epochs: 2, batchSize: 16, checkpointEverySteps: 3 } });
      const memory = failingMemory();
      try {
        const train = (resume?: string) => lab.client.call('train', lab.request(of, resume ? { resume } : {}));
        memory.arm(0);
        const whole = await train();
        assert.equal(whole.record.status, 'completed', whole.record.failure?.message);
        const total = memory.count();
        assert.ok(total > 100, `${total} allocations`);
        const parameters = checkpointBytes(whole.folder, 'last', PARAMETERS);
        const ends = new Map<string, number>();
        for (let time = 0; time < TIMES; time++) {
          const failAt = 1 + random.below(total);
          const where = (): string =>
            `seed ${drawnSeed}, allocation ${failAt} of ${total}, which failed so: ${memory.failed()}`;
          memory.arm(failAt);
          const end = await train().catch((error: unknown) => {
            assert.ok(error instanceof LabError && error.code === 'NO_MEMORY', `${where()}: ${String(error)}`);
            return undefined;
          });
          memory.arm(0);
          const status = end?.record.status ?? 'refused';
          ends.set(status, (ends.get(status) ?? 0) + 1);
          if (!end || status === 'completed') continue; // it was not a run yet, or did without
          assert.equal(end.record.failure?.code, 'NO_MEMORY', `${where()}: ${end.record.failure?.message}`);
          const { runs } = await lab.client.call('runs', { runsFolder: lab.runsFolder });
          if (!runs.find(({ folder }) => folder === end.folder)?.resumable) continue; // before its first checkpoint
          const resumed = await train(end.folder);
          assert.equal(resumed.record.status, 'completed', where());
          assert.equal(checkpointBytes(end.folder, 'last', PARAMETERS), parameters, where());
          ends.set('resumed', (ends.get('resumed') ?? 0) + 1);
        }
        console.log(
          `      seed ${drawnSeed}: ${[...ends].map(([end, count]) => `${end} ${count}`).join(', ')} of ${TIMES}`,
        );
      } finally {
        memory.restore();
      }
    }));
});
