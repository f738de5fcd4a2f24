// Runs as one zip archive, and back: `runs/<id>/` for each, `sweeps/<id>/` for each sweep. Data that runs were trained on are not in it.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { Progress } from '../../protocol/progress';
import { SWEEPS_FOLDER } from '../../protocol/sweep';
import type { ArchivedFile } from '../archive/zipWriter';
import { zipOf } from '../archive/zipWriter';
import { withArchive } from '../archive/zipReader';
import { removeQuietly, streamFileAtomically } from '../store/atomicFile';
import { isPassing } from '../store/diskUse';
import type { Files } from '../store/files';
import { isLeased } from '../store/leaseFile';
import { readRecord, RECORD } from '../store/runRecord';
import { sweepLeftBehind, temporaryEnding } from '../store/temporaryNames';

const RUNS = 'runs';
const DEEPEST = 8;

interface Told {
  signal: AbortSignal;
  progress(told: Progress): void;
}

/**
 * Writes the archive and returns its bytes. Fails with `BUSY` while one of the runs is being written, with `NOT_FOUND`, with `INVALID_FILE`
 * where something in a run is no file, with `DISK` and with `CANCELLED`; then nothing is left.
 */
export async function exportRuns(
  files: Files,
  { folders, sweeps, output }: { folders: readonly string[]; sweeps: readonly string[]; output: string },
  { signal, progress }: Told,
): Promise<{ bytes: number; files: number }> {
  for (const folder of folders) {
    readRecord(files, folder);
    if (isLeased(files, folder))
      throw new LabError(
        'BUSY',
        `The run "${path.basename(folder)}" is being written. Export it when that has ended.`,
        {
          file: folder,
        },
      );
  }
  const all = [
    ...folders.flatMap((folder) => filesIn(files, folder, `${RUNS}/${path.basename(folder)}`)),
    ...sweeps.flatMap((folder) => filesIn(files, folder, `${SWEEPS_FOLDER}/${path.basename(folder)}`)),
  ];
  const whole = all.reduce((sum, { file }) => sum + (files.stat(file)?.bytes ?? 0), 0);
  const told = (done: number): void => {
    if (signal.aborted) throw new LabError('CANCELLED', 'Exporting was cancelled.');
    progress({ phase: 'Packing', fraction: whole === 0 ? 1 : Math.min(1, done / whole) });
  };
  return { bytes: await streamFileAtomically(files, output, zipOf(files, all, told)), files: all.length };
}

/** All files of a run but leases and what is being written; names with slashes. */
function filesIn(files: Files, folder: string, name: string, depth = 0): ArchivedFile[] {
  if (depth > DEEPEST)
    throw new LabError('INVALID_FILE', `"${folder}" lies too deep in folders to be exported.`, { file: folder });
  const names = files.list(folder).filter((one) => !isPassing(one) && !one.startsWith('.'));
  return names.sort().flatMap((one) => {
    const [file, inside] = [path.join(folder, one), `${name}/${one}`];
    const kind = files.stat(file)?.kind;
    if (kind === 'folder') return filesIn(files, file, inside, depth + 1);
    if (kind === 'file') return [{ name: inside, file }];
    throw new LabError('INVALID_FILE', `"${file}" is no file but a pipe, a device or a socket.`, { file });
  });
}

/** A run in an archive, as `runs/<id>/`, as `<id>/` or alone; or a sweep. */
const OF_RUNS = new RegExp(`^(?:(?:${RUNS}/)?[^/]+/)?${RECORD}$`);

/**
 * Unpacks the runs into a folder for `use`, which is taken away afterwards. Fails as `withArchive`, before anything is written, and there too where no
 * run is in it. @param freeBytes of the disk of `runsFolder`
 */
export async function withUnpackedRuns<T>(
  files: Files,
  archive: string,
  { runsFolder, freeBytes, signal, progress }: { runsFolder: string; freeBytes: number } & Told,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const checkedShare = (fraction: number): void => progress({ phase: 'Checking the archive', fraction: fraction / 2 });
  const options = { freeBytes, signal, checkedShare };
  return withArchive(files, archive, options, async ({ names, read }) => {
    if (!names.some((name) => OF_RUNS.test(name)))
      throw new LabError('INVALID_FILE', `There is no run in "${archive}": no ${RECORD} where one would be.`, {
        file: archive,
      });
    files.makeFolder(runsFolder);
    sweepLeftBehind(files, runsFolder);
    const folder = path.join(runsFolder, `.import${temporaryEnding(files)}`);
    try {
      for (const [i, name] of names.filter((one) => !one.split('/').some(isPassing)).entries()) {
        if (signal.aborted) throw new LabError('CANCELLED', 'Importing was cancelled.');
        progress({ phase: 'Unpacking', fraction: 0.5 + i / names.length / 2 });
        const file = path.join(folder, ...name.split('/'));
        files.makeFolder(path.dirname(file));
        await streamFileAtomically(files, file, read(name));
      }
      return await use(folder);
    } finally {
      removeQuietly(files, folder);
    }
  });
}
