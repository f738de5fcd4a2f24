// What of a run can go while it stays what it is, runs within it included. Looks, and changes nothing.

import path from 'node:path';
import { runName } from '../../protocol/run';
import type { CleanableRun, CleanedKind, SparedRun } from '../../protocol/runCleaning';
import { CHECKPOINTS, diskUseOf, OPTIMIZER } from '../store/diskUse';
import type { Files } from '../store/files';
import { isLeased } from '../store/leaseFile';
import { readAbout } from '../store/runAbout';
import { runFiles } from '../store/runFolder';
import { readRecord, recordPath } from '../store/runRecord';

/** A file or folder that goes as a whole. */
export interface Piece {
  kind: CleanedKind;
  /** From the run's folder. */
  path: string;
  bytes: number;
}

/** Of what can go, by name in the folder of a run; `isRest` where only a run that goes on, or is not complete, needs it. */
const PLACES: readonly { kind: CleanedKind; path: string; isRest: boolean }[] = [
  ...['last', 'best'].map((name) => ({
    ...{ kind: 'optimizer' as const, path: path.join(CHECKPOINTS, name, OPTIMIZER), isRest: true },
  })),
  { kind: 'previous', path: path.join(CHECKPOINTS, 'last.previous'), isRest: true },
  { kind: 'features', path: runFiles.features, isRest: true },
  { kind: 'path', path: runFiles.path, isRest: true },
  { kind: 'evaluations', path: runFiles.evaluations, isRest: false },
];

/** Runs within a run lie so deep at most, as in `compare/1/<run>`. */
const DEEPEST = 3;

/** Fails as `readRecord`. */
export function piecesOf(files: Files, folder: string): Piece[] {
  return runsWithin(files, folder, 0).flatMap((within) => {
    const run = path.join(folder, within);
    const isComplete = readRecord(files, run).status === 'completed';
    return PLACES.flatMap(({ kind, path: place, isRest }) => {
      const piece = path.join(run, place);
      const stat = isRest && !isComplete ? undefined : files.stat(piece);
      if (!stat || stat.kind === 'other') return [];
      const bytes = stat.kind === 'file' ? stat.bytes : diskUseOf(files, piece).bytes;
      return [{ kind, path: path.join(within, place), bytes }];
    });
  });
}

/** The run itself and those within, from its folder. */
function runsWithin(files: Files, folder: string, depth: number): string[] {
  const own = files.stat(recordPath(folder)) ? [''] : [];
  if (depth > DEEPEST) return own;
  const names = files.list(folder).filter((name) => !name.startsWith('.') && !OWN.has(name));
  const deeper = names.filter((name) => files.stat(path.join(folder, name))?.kind === 'folder');
  return [
    ...own,
    ...deeper.flatMap((name) =>
      runsWithin(files, path.join(folder, name), depth + 1).map((within) => path.join(name, within)),
    ),
  ];
}

/** Folders of a run in which there are no runs. */
const OWN = new Set<string>([CHECKPOINTS, runFiles.path, runFiles.evaluations]);

/** What of it can go; or why it is left alone. */
export function cleanableRun(files: Files, folder: string): CleanableRun | SparedRun {
  const about = readAbout(files, folder);
  let name = about?.name ?? path.basename(folder);
  try {
    name = runName({ record: readRecord(files, folder), about });
    if (isLeased(files, folder)) return { folder, name, reason: 'writing' };
    if (about?.starred) return { folder, name, reason: 'starred' };
    return { folder, name, bytes: bytesByKind(piecesOf(files, folder)) };
  } catch {
    return { folder, name, reason: 'unreadable' };
  }
}

export function bytesByKind(pieces: readonly Piece[]): CleanableRun['bytes'] {
  const bytes: CleanableRun['bytes'] = {};
  for (const piece of pieces) bytes[piece.kind] = (bytes[piece.kind] ?? 0) + piece.bytes;
  return bytes;
}
