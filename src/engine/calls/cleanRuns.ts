// The calls that clean runs, undo that, and let what was cleaned go for good.

import path from 'node:path';
import { bytesByKind, cleanableRun } from '../runs/cleanable';
import {
  cleaningsOf,
  cleanRuns as cleanRunsOf,
  forgetCleaning,
  restoreCleaning as restoreCleaningIn,
} from '../runs/cleanRuns';
import { nodeFiles } from '../store/nodeFiles';
import type { EngineCall } from './context';

export const cleanableRuns: EngineCall<'cleanableRuns'> = ({ folders }) => {
  const all = folders.map((folder) => cleanableRun(nodeFiles, folder));
  return Promise.resolve({
    runs: all.flatMap((one) => ('bytes' in one && Object.keys(one.bytes).length > 0 ? [one] : [])),
    spared: all.flatMap((one) => ('reason' in one ? [one] : [])),
  });
};

export const cleanRuns: EngineCall<'cleanRuns'> = async ({ folders, kinds }) => {
  const plans = new Map(folders.map((folder) => [folder, cleanableRun(nodeFiles, folder)]));
  const spared = [...plans.values()].flatMap((one) => ('reason' in one ? [one] : []));
  const able = folders.filter((folder) => !spared.some((one) => one.folder === folder));
  const nameOf = (folder: string): string => plans.get(folder)?.name ?? path.basename(folder);
  const done = await cleanRunsOf(nodeFiles, able, { kinds, now: new Date() });
  const runs = [...done.cleaned].map(([folder, pieces]) => ({
    ...{ folder, name: nameOf(folder), bytes: bytesByKind(pieces) },
  }));
  const late = done.spared.map((one) => ({ ...one, name: nameOf(one.folder) }));
  return { runs, spared: [...spared, ...late], cleanings: done.cleanings };
};

export const cleanings: EngineCall<'cleanings'> = ({ runsFolder }) =>
  Promise.resolve({ cleanings: cleaningsOf(nodeFiles, runsFolder) });

export const restoreCleaning: EngineCall<'restoreCleaning'> = ({ folder }) =>
  Promise.resolve(restoreCleaningIn(nodeFiles, folder));

export const forgetCleanings: EngineCall<'forgetCleanings'> = ({ folders }) => {
  for (const folder of folders) forgetCleaning(nodeFiles, folder);
  return Promise.resolve({});
};
