// The calls `runs`, what the sidebar and `nlp-lab runs` list, and `changeAbout`, what people say of them.

import { guardedFiles } from '../store/guardedFiles';
import { aboutLeasePath } from '../store/leaseFile';
import { nodeFiles } from '../store/nodeFiles';
import { changeAbout as changeAboutIn, requireChange } from '../store/runAbout';
import { runIndexOf } from '../store/runIndex';
import { turnAt } from '../store/turn';
import type { EngineCall } from './context';

export const runs: EngineCall<'runs'> = ({ runsFolder, ...request }) =>
  Promise.resolve(runIndexOf(nodeFiles, runsFolder).read(request));

export const changeAbout: EngineCall<'changeAbout'> = async ({ folders, change }) => {
  requireChange(change);
  const changed = [];
  for (const folder of folders) {
    const turn = await turnAt(nodeFiles, folder, aboutLeasePath(folder));
    try {
      const files = guardedFiles(nodeFiles, () => turn.require());
      changed.push({ folder, ...changeAboutIn(files, folder, change) });
    } finally {
      turn.release();
    }
  }
  return { runs: changed };
};
