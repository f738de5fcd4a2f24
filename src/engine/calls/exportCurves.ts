// The call `exportCurves`: a run's curves as a folder that TensorBoard reads.

import { requireFolderOf } from '../disk/outputFolder';
import { type Content, requireFreeFolder, writeFolder } from '../export/exportFolder';
import { eventRecords } from '../export/tensorboard/eventRecords';
import { runEvents, startOf } from '../export/tensorboard/runEvents';
import { loggedCurves } from '../runs/loggedCurves';
import { nodeFiles } from '../store/nodeFiles';
import { readRecord } from '../store/runRecord';
import type { EngineCall } from './context';
import { runDetails } from './runDetails';

/** Fails as `exportFolder` does, with `NOT_FOUND` where there is no run. */
export const exportCurves: EngineCall<'exportCurves'> = async ({ folder, output }, context) => {
  await requireFolderOf(output);
  requireFreeFolder(nodeFiles, output);
  const record = readRecord(nodeFiles, folder);
  const { configuration } = await runDetails({ folder }, context);
  const events = runEvents({ record, ...loggedCurves(nodeFiles, folder), configuration });
  const start = startOf(record);
  const name = `events.out.tfevents.${Math.floor(start)}.nlp-lab`;
  const progress = (fraction: number): void => context.progress({ phase: 'Writing curves', fraction });
  const contents: Content[] = [[name, [...eventRecords(events, start)], 1]];
  return { files: await writeFolder(nodeFiles, output, contents, { signal: context.signal, progress }) };
};
