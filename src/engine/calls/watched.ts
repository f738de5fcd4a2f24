// The calls `watched` and `lookInside`: what a training saw inside its network, and a look at one batch now.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { withPreparedRun } from '../runs/preparedRuns';
import { nodeFiles } from '../store/nodeFiles';
import { runFiles } from '../store/runFolder';
import { readWatched } from '../store/watchLog';
import type { EngineCall } from './context';

/** So many lines are given, at most: more than that no picture tells apart. */
const MOST_LINES = 100;

/** Lines are thinned evenly; the first and the last are always among them. */
export const watched: EngineCall<'watched'> = ({ folder }) => {
  const { lines, corrupt } = readWatched(nodeFiles, path.join(folder, runFiles.watch));
  const step = Math.max(1, (lines.length - 1) / (MOST_LINES - 1));
  const count = Math.min(lines.length, MOST_LINES);
  const shown = Array.from({ length: count }, (_, i) => lines[Math.round(i * step)]);
  return Promise.resolve({ lines: shown, total: lines.length, damaged: corrupt.length });
};

export const lookInside: EngineCall<'lookInside'> = ({ folder, checkpoint, batch, defaults }, { progress, signal }) =>
  withPreparedRun(
    { folder, checkpoint },
    { files: nodeFiles, defaults, progress, signal },
    async (prepared, { model, state }) => {
      if (!prepared.lookInside)
        throw new LabError(
          'INVALID_ARGUMENT',
          'Gradients are looked at in networks that are trained in steps and do not learn from other runs.',
        );
      progress({ phase: 'Computing gradients' });
      return { step: state.step, epoch: state.epoch, ...(await prepared.lookInside(model, batch)) };
    },
  );
