// The real engine in a worker, which comes to harm in the middle of a training as NLP_LAB_TEST_FAULT says, once its fifth metric is told.

import { parentPort } from 'node:worker_threads';
import { startEngine } from '../../src/engine/engine';
import { portOfParent } from '../../src/protocol/workerPort';
import type { Fault } from './faults';

const METRICS = 5;
const parent = parentPort!;
const port = portOfParent(parent);

const FAULTS: Record<Fault, () => void> = {
  segfault: () => void process.kill(process.pid, 'SIGSEGV'),
  abort: () => void process.kill(process.pid, 'SIGABRT'),
  killed: () => void process.kill(process.pid, 'SIGKILL'),
  exit: () => process.exit(3),
  heap() {
    const held: string[][] = [];
    for (;;) held.push(Array.from({ length: 10_000 }, (_, i) => `${i} ${held.length}`));
  },
  loop() {
    for (;;);
  },
};

let metrics = 0;
const isMetric = (message: unknown): boolean =>
  (message as { progress?: { kind?: string } }).progress?.kind === 'metric';

startEngine(
  {
    ...port,
    post(message, transfer) {
      port.post(message, transfer);
      if (isMetric(message) && ++metrics === METRICS) FAULTS[process.env.NLP_LAB_TEST_FAULT as Fault]?.();
    },
  },
  { onShutdown: () => parent.close() },
);
