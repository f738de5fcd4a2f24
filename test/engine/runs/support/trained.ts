// Trains an experiment below a folder, or goes on with a run, until it ends or is stopped.

import * as path from 'node:path';
import type { TrainReply } from '../../../../src/protocol/engine';
import { train } from '../../../../src/engine/calls/train';

interface Asked {
  resume?: string;
  /** Stops after so many steps. */
  steps?: number;
  /** Stops in this phase. */
  phase?: string;
}

export async function trained(
  folder: string,
  experiment: object,
  { resume, steps = Infinity, phase }: Asked = {},
): Promise<TrainReply> {
  const stop = new AbortController();
  return train(
    { experimentText: JSON.stringify(experiment), baseFolder: folder, runsFolder: path.join(folder, 'runs'), resume },
    {
      signal: stop.signal,
      ...{ log: () => undefined, transfer: () => undefined },
      progress: (told) => {
        if (told.kind === 'phase' && told.phase === phase) stop.abort();
        if (told.kind === 'metric' && told.line.kind === 'step' && told.line.step >= steps) stop.abort();
      },
    },
  );
}
