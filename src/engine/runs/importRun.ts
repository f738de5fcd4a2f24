// A run that was trained elsewhere becomes a run here: it is opened once, so that what does not belong together comes to light, copied as a
// whole, and, where it is complete and its data are here, ended as every training ends: what is found at the end of a training is found, and
// it is judged.

import path from 'node:path';
import { isJudged } from '../../protocol/ability';
import type { TrainReply, TrainRequest } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import type { Progress } from '../../protocol/progress';
import { TRASH_FOLDER, type RunRecord } from '../../protocol/run';
import { removeQuietly } from '../store/atomicFile';
import { copyFolder } from '../store/copyFolder';
import { isPassing } from '../store/diskUse';
import type { Files } from '../store/files';
import { isLeased } from '../store/leaseFile';
import { runFiles, updateRecord } from '../store/runFolder';
import { readRecord, RECORD, recordPath, writeRecord } from '../store/runRecord';
import { temporaryEnding } from '../store/temporaryNames';
import { holdLease } from './heldLease';
import { openRun } from './openRun';
import { trainRun, type TrainRunContext } from './trainRun';

/** As runs are named: nothing that leads out of their folder. */
const ID = /^[\p{L}\p{M}\p{N}_-][\p{L}\p{M}\p{N}._-]*$/u;

/** Where a project that trains elsewhere writes its runs. */
const RUNS = 'runs';

interface ImportPlaces {
  runsFolder: string;
  /** Where the data are looked for where the run's own place is not on this machine. */
  baseFolder: string;
  defaults?: TrainRequest['defaults'];
  /** A run whose id is taken comes with another one; else it counts as here already. */
  isRenamed?: boolean;
}

type ImportContext = Omit<TrainRunContext, 'tell'> & { progress: (progress: Progress) => void };

/** The folders of runs that are meant. Fails with `NOT_FOUND` where there are none. */
export function foundRuns(files: Files, folder: string): string[] {
  if (files.stat(recordPath(folder))) return [folder];
  for (const place of [path.join(folder, RUNS), folder]) {
    if (files.stat(place)?.kind !== 'folder') continue;
    const names = files.list(place).filter((name) => !name.startsWith('.'));
    const runs = names.map((name) => path.join(place, name)).filter((run) => files.stat(recordPath(run)));
    if (runs.length > 0) return runs.sort();
  }
  throw new LabError(
    'NOT_FOUND',
    `There is no run in "${folder}". Name the folder of a run, or of an exported project whose train.py has been run.`,
    { file: folder },
  );
}

/**
 * The run here, or its id where it was here already. Fails with `BUSY` while it is being trained, with `INVALID_FILE` where its files do
 * not belong together, with `NOT_FOUND` where it has no checkpoint, with `DISK`, and with `CANCELLED`.
 */
export async function importRun(
  folder: string,
  { runsFolder, baseFolder, defaults, isRenamed = false }: ImportPlaces,
  context: ImportContext,
): Promise<TrainReply | string> {
  const { files, progress, signal } = context;
  const record = readRecord(files, folder);
  const { id } = record;
  if (!ID.test(id))
    throw new LabError('INVALID_FILE', `"${recordPath(folder)}" is damaged: "id" is missing or wrong.`, {
      file: recordPath(folder),
    });
  const isHere = path.resolve(folder) === path.resolve(runsFolder, id);
  const isTaken = (one: string): boolean =>
    [runsFolder, path.join(path.dirname(runsFolder), TRASH_FOLDER)].some((place) => files.stat(path.join(place, one)));
  if (!isHere && isTaken(id) && !isRenamed) return id;
  const ownId = isHere ? id : freeId(files, id, isTaken);
  const target = path.join(runsFolder, ownId);
  if (isLeased(files, folder))
    throw new LabError('BUSY', `The run "${id}" is still being trained. Import it when its training has ended.`, {
      file: folder,
    });
  progress({ phase: 'Opening the run' });
  await requireWhole(files, folder, { record, mayBeEmpty: isRenamed });
  if (signal.aborted) throw new LabError('CANCELLED', 'Importing was cancelled.');
  const isUnjudged = record.status === 'completed' && !files.stat(path.join(folder, runFiles.evaluation));
  const isToEnd = isUnjudged && isJudged(record) && (!isRenamed || record.versions.pytorch !== undefined);
  if (isHere && !isToEnd) return id;
  if (!isHere) {
    progress({ phase: 'Copying the run' });
    const moved = { ...record, id: ownId, ...homeOf(files, record, baseFolder), notices: noticesOf(record) };
    place(moved, { files, folder, target });
  }
  return isToEnd
    ? ended(target, { runsFolder, defaults }, context)
    : { folder: target, record: readRecord(files, target) };
}

/** Opens it once. Of an archive come also runs that ended before their first checkpoint (`mayBeEmpty`); word vectors and curves answer nothing. */
async function requireWhole(
  files: Files,
  folder: string,
  { record, mayBeEmpty }: { record: RunRecord; mayBeEmpty: boolean },
): Promise<void> {
  if (!isJudged(record)) return;
  try {
    const opened = await openRun(files, folder);
    await opened.release();
  } catch (error) {
    const isEmpty = error instanceof LabError && error.code === 'NOT_FOUND';
    if (!isEmpty || !mayBeEmpty || record.status === 'completed') throw error;
  }
}

/** The id, or where that is taken one with other digits at its end. */
function freeId(files: Files, id: string, isTaken: (id: string) => boolean): string {
  const stem = id.replace(/-[0-9a-f]{4}$/, '');
  let free = id;
  while (isTaken(free)) free = `${stem}-${files.nonce().slice(0, 4)}`;
  return free;
}

/** Where the experiment and its data lie: where the run says, or here where that is another machine's. */
function homeOf(
  files: Files,
  { baseFolder, experimentFile }: RunRecord,
  here: string,
): Pick<RunRecord, 'baseFolder' | 'experimentFile'> {
  const isThere = baseFolder !== '' && files.stat(baseFolder)?.kind === 'folder';
  return {
    baseFolder: isThere ? baseFolder : here,
    experimentFile: experimentFile !== undefined && files.stat(experimentFile) ? experimentFile : undefined,
  };
}

/** Says what has trained it, where that was another program. */
function noticesOf({ notices, versions, device }: RunRecord): string[] {
  return versions.pytorch ? [...notices, `Trained elsewhere, by PyTorch ${versions.pytorch} on ${device}.`] : notices;
}

/** Copies the run; it is there whole or not at all. What a killed writer left and who writes stay behind. */
function place(record: RunRecord, { files, folder, target }: { files: Files; folder: string; target: string }): void {
  const temporary = path.join(path.dirname(target), `.${record.id}${temporaryEnding(files)}`);
  const isPart = (name: string): boolean => !isPassing(name) && name !== RECORD;
  try {
    copyFolder(files, folder, temporary, isPart);
    writeRecord(files, temporary, record);
    files.rename(temporary, target);
  } catch (error) {
    removeQuietly(files, temporary);
    throw error;
  }
  files.syncFolder(path.dirname(target));
}

/** As a training ends that has no step left. Where the data are not here, the run stays as it came, and says why. */
async function ended(
  folder: string,
  { runsFolder, defaults }: Pick<ImportPlaces, 'runsFolder' | 'defaults'>,
  { progress, ...context }: ImportContext,
): Promise<TrainReply> {
  const { files } = context;
  const { baseFolder, versions, device, threads } = readRecord(files, folder);
  change(files, folder, (record) => ({ ...record, status: 'stopped' }));
  let reason: string;
  try {
    const request = { experimentText: '', baseFolder, runsFolder, resume: folder, defaults };
    const tell: TrainRunContext['tell'] = (told) => {
      if (told.kind === 'phase') progress(told);
    };
    const { record } = await trainRun(request, { ...context, tell });
    if (record.status === 'stopped') return { folder, record };
    reason = record.failure?.message ?? '';
  } catch (error) {
    const failure = LabError.toData(error);
    if (failure.code === 'CANCELLED') throw error;
    reason = failure.message;
  }
  const record = change(files, folder, (old) => ({
    ...{ ...old, failure: undefined },
    ...{ status: 'completed' as const, versions: { ...old.versions, ...versions }, device, threads },
    notices: reason === '' ? old.notices : [...old.notices, `It was not judged here: ${reason}`],
  }));
  return { folder, record };
}

function change(files: Files, folder: string, make: (record: RunRecord) => RunRecord): RunRecord {
  const lease = holdLease(files, folder);
  try {
    return updateRecord(files, folder, make);
  } finally {
    lease.release();
  }
}
