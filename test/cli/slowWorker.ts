// A worker for the signal tests: "trains" in steps that block its thread, like ONNX Runtime does, until it is cancelled.
// With NLP_LAB_TEST_DEAF=1 it never heeds a stop request.

import { parentPort } from 'node:worker_threads';
import type { EngineContract } from '../../src/protocol/engine';
import { type Handlers, serve } from '../../src/protocol/rpc';
import { portOfParent } from '../../src/protocol/workerPort';
import { record } from './fakeEngine';

const STEP_MS = 30;
const parent = parentPort!;
const deaf = process.env.NLP_LAB_TEST_DEAF === '1';

const handlers: Partial<Handlers<EngineContract>> = {
  check: () => ({ problems: [] }),
  async train(_, { signal, progress }) {
    const folder = '/runs/slow';
    console.log('printed by the worker');
    progress({ kind: 'start', folder, record: record() });
    for (let step = 1; deaf || !signal.aborted; step++) {
      const until = performance.now() + STEP_MS;
      while (performance.now() < until);
      const line = { kind: 'step', step, epoch: 1, time: step, loss: 1, learningRate: 1, gradientNorm: 1 } as const;
      progress({ kind: 'metric', line });
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { folder, record: record({ status: 'stopped' }) };
  },
  shutdown() {
    setImmediate(() => parent.close());
    return {};
  },
};
serve<EngineContract>(portOfParent(parent), handlers as Handlers<EngineContract>);
