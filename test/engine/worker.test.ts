import assert from 'node:assert/strict';
import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EngineContract } from '../../src/protocol/engine';
import { LabError } from '../../src/protocol/labError';
import { createClient } from '../../src/protocol/rpc';
import { portOfWorker } from '../../src/protocol/workerPort';

function start() {
  const worker = new Worker(path.resolve('dist/worker.js'));
  const exited = once(worker, 'exit');
  return { client: createClient<EngineContract>(portOfWorker(worker)), exited };
}

describe('the engine worker', () => {
  it('answers shutdown and then ends by itself', async () => {
    const { client, exited } = start();
    assert.deepEqual(await client.call('shutdown', {}), {});
    assert.deepEqual(await exited, [0]);
  });

  it('answers a call it does not know with a failure', async () => {
    const { client, exited } = start();
    await assert.rejects(
      client.call('toString' as 'runs', { runsFolder: '' }),
      (error: unknown) => error instanceof LabError && error.code === 'INVALID_ARGUMENT',
    );
    await client.call('shutdown', {});
    await exited;
  });
});
