// The call `exportCurves`: runs as a folder that a program reads which tracks experiments.

import path from 'node:path';
import { requireFolderOf } from '../disk/outputFolder';
import { type Content, requireFreeFolder, writeFolder } from '../export/exportFolder';
import type { TrackedRun } from '../export/trackers/tracker';
import { TRACKERS } from '../export/trackers/trackers';
import { configurationRows } from '../runs/configurationRows';
import { loggedCurves } from '../runs/loggedCurves';
import { nodeFiles } from '../store/nodeFiles';
import { readAbout } from '../store/runAbout';
import { runFiles } from '../store/runFolder';
import { readRecord } from '../store/runRecord';
import { readFileText } from '../store/wholeFile';
import type { EngineCall } from './context';

const MOST_EXPERIMENT_BYTES = 16 << 20;

/** Fails as `writeFolder` does, with `NOT_FOUND` where there is no run; then nothing is left. */
export const exportCurves: EngineCall<'exportCurves'> = async ({ folders, tracker, output }, context) => {
  await requireFolderOf(output);
  requireFreeFolder(nodeFiles, output);
  for (const folder of folders) readRecord(nodeFiles, folder); // before anything is written
  const { signal } = context;
  const progress = (fraction: number): void => context.progress({ phase: 'Writing curves', fraction });
  let read = 0;
  const runs = function* (): Generator<TrackedRun> {
    for (const folder of folders) {
      yield trackedRun(folder);
      read++;
    }
  };
  const contents = function* (): Generator<Content> {
    for (const [name, content] of TRACKERS[tracker](runs(), { output, count: folders.length }))
      yield [name, content, read / folders.length];
  };
  return { files: await writeFolder(nodeFiles, output, contents(), { signal, progress }) };
};

function trackedRun(folder: string): TrackedRun {
  const experiment = experimentOf(folder);
  return {
    ...{ id: path.basename(folder), record: readRecord(nodeFiles, folder), about: readAbout(nodeFiles, folder) },
    ...{ ...loggedCurves(nodeFiles, folder), configuration: configurationRows(experiment?.value) },
    experiment: experiment?.text,
  };
}

/** Undefined where it is missing or damaged. */
function experimentOf(folder: string): { text: string; value: unknown } | undefined {
  try {
    const text = readFileText(nodeFiles, path.join(folder, runFiles.experiment), MOST_EXPERIMENT_BYTES);
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
