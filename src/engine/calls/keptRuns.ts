// The runs that are asked, kept open between calls, whatever their task.

import { availableBytes } from '../runtime/machine';
import { nodeFiles } from '../store/nodeFiles';
import { runFiles } from '../store/runFolder';
import { openRun, type OpenRun } from '../runs/openRun';
import type { EngineContext } from './context';
import { KeptModels } from './keptModels';

/** With less left for a training or another model, kept ones are let go. */
const SCARCE_BYTES = 1024 ** 3;

/** Two, since runs are compared in pairs. */
const kept = new KeptModels<OpenRun>({
  open: (folder, checkpoint) => openRun(nodeFiles, folder, checkpoint),
  ignored: [runFiles.evaluation, runFiles.evaluations, runFiles.metrics, runFiles.watch],
  ...{ count: 2, idle: 60_000 },
  isMemoryShort: () => availableBytes() < SCARCE_BYTES,
});

export interface AskedRun {
  folder: string;
  checkpoint?: 'best' | 'last';
}

/** Does something with a run's model, opened or still open. Fails as `openRun` and `work`. */
export function withRun<R>(
  { folder, checkpoint }: AskedRun,
  { log }: Pick<EngineContext, 'log'>,
  work: (run: OpenRun) => Promise<R>,
): Promise<R> {
  return kept.use(folder, checkpoint, (run) => {
    if (run.notice) log({ level: 'warning', message: run.notice });
    return work(run);
  });
}

/** Opens a run, or opens it anew where it was changed, and holds it open (`KeptModels.hold`). Fails as `openRun`. */
export async function holdRun({ folder, checkpoint }: AskedRun, { log }: Pick<EngineContext, 'log'>) {
  const held = await kept.hold(folder, checkpoint);
  if (held.isNew && held.model.notice) log({ level: 'warning', message: held.model.notice });
  return held;
}
