// The service as a process of whoever started it with `fork`: told what to serve by a message, and over when the other side is.

import { LabError } from '../protocol/labError';
import { endWithStarter } from '../protocol/processPort';
import { type ServeReply, type ServeRequest, STOP } from '../protocol/serving';
import { saveMemory } from './saveMemory';
import { type RunningService, startService } from './startService';
import { workerBeside } from './workerBeside';

export function serveParent(): void {
  saveMemory();
  let service: Promise<RunningService> | undefined;
  const end = async (): Promise<void> => {
    const running = await service?.catch(() => undefined);
    await running?.stop();
    process.exit();
  };
  const tell = (reply: ServeReply): void => void process.send?.(reply, undefined, undefined, () => undefined);
  process.on('message', (message: ServeRequest | typeof STOP) => {
    if (message === STOP) return void end();
    service = startService({ ...message, startEngine: workerBeside, log: process.stderr });
    service.then(
      ({ address, runs }) => tell({ kind: 'serving', address, runs: [...runs] }),
      (error: unknown) => tell({ kind: 'failed', error: LabError.toData(error) }),
    );
  });
  endWithStarter(process, () => void end()); // an engine that is stuck in a step does not hold it
  // A terminal sends these to the whole group: whoever started this process decides what they mean.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
}
