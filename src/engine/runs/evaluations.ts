// The evaluations of a run: the latest in `evaluation.json`, where every version looks for it, those before it in a folder.

import path from 'node:path';
import type { Evaluation, Report } from '../../protocol/report';
import { writeFileAtomically } from '../store/atomicFile';
import type { Files } from '../store/files';
import { guardedFiles } from '../store/guardedFiles';
import { evaluationLeasePath } from '../store/leaseFile';
import { runFiles } from '../store/runFolder';
import { sweepLeftBehind } from '../store/temporaryNames';
import { turnAt } from '../store/turn';
import type { KeptExamples } from '../metrics/judgedExamples';
import { examplesFile, forgetExamples, writeExamples } from './keptExamples';
import { readReport } from './readReport';

const latestOf = (folder: string): string => path.join(folder, runFiles.evaluation);
const earlierOf = (folder: string): string => path.join(folder, runFiles.evaluations);

/** The time of an evaluation as the name of its file; names are in the order of times. */
const nameAt = (at: string): string => at.replace(/[:.]/g, '-');
const NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/;

export interface Keeping {
  /** What came of each example, in the words of the report. */
  examples?: KeptExamples;
  now?: Date;
}

/**
 * The report becomes the latest evaluation; its examples, which are named by its time, lie among the earlier ones from the beginning.
 * The one before takes its place there first, in one step, so that a process that is killed loses neither. Where several processes
 * evaluate the run at once, one waits for the other. Fails with `DISK`, or `BUSY`.
 */
export async function keepEvaluation(
  disk: Files,
  folder: string,
  report: Report,
  { examples, now = new Date() }: Keeping = {},
): Promise<void> {
  const lease = await turnAt(disk, folder, evaluationLeasePath(folder));
  const files = guardedFiles(disk, () => lease.require());
  try {
    sweepLeftBehind(files, folder);
    const at = examples ? freeTime(files, folder, now) : now.toISOString();
    if (examples) {
      files.makeFolder(earlierOf(folder));
      await writeExamples(files, examplesOf(folder, at), at, examples);
    }
    moveLatest(files, folder);
    writeFileAtomically(files, latestOf(folder), `${JSON.stringify({ ...report, at })}\n`);
    if (examples) forgetExamples(files, earlierOf(folder), new Set([nameAt(at), ...earlierNames(files, folder)]));
  } finally {
    lease.release();
  }
}

const examplesOf = (folder: string, at: string): string => examplesFile(earlierOf(folder), nameAt(at));

/** A time from which no evaluation has its name. */
function freeTime(files: Files, folder: string, from: Date): string {
  let at = from.toISOString();
  while (files.stat(fileOf(folder, nameAt(at))) ?? files.stat(examplesOf(folder, at)))
    at = new Date(Date.parse(at) + 1).toISOString();
  return at;
}

/** The file of an evaluation's examples; undefined where there is no such evaluation, or where it kept none. */
export function examplesFileOf(files: Files, folder: string, id?: string): string | undefined {
  const at = readEvaluation(files, folder, id)?.at;
  const file = at === undefined ? undefined : examplesOf(folder, at);
  return file !== undefined && files.stat(file) ? file : undefined;
}

/** The latest one, where there is one, takes its place among the earlier ones. */
function moveLatest(files: Files, folder: string): void {
  const latest = latestOf(folder);
  const stat = files.stat(latest);
  if (!stat) return;
  let at = readReport(files, latest)?.at ?? new Date(stat.modifiedMs).toISOString();
  files.makeFolder(earlierOf(folder));
  while (files.stat(fileOf(folder, nameAt(at)))) at = new Date(Date.parse(at) + 1).toISOString(); // of the same moment
  files.rename(latest, fileOf(folder, nameAt(at)));
  files.syncFolder(earlierOf(folder));
}

/** All that can be read, newest first. */
export function evaluationsOf(files: Files, folder: string): Evaluation[] {
  const listed = (id: string, at: string | undefined): Evaluation[] => {
    const report = readReport(files, fileOf(folder, id));
    if (!report) return [];
    const { source, count, unit } = report;
    return [{ id, at: report.at ?? at ?? new Date(0).toISOString(), source, count, unit }];
  };
  const modified = files.stat(latestOf(folder))?.modifiedMs;
  return [
    ...listed('', modified === undefined ? undefined : new Date(modified).toISOString()),
    ...earlierNames(files, folder).flatMap((name) => listed(name, name.replace(NAME, '$1T$2:$3:$4.$5Z'))),
  ];
}

/**
 * One of them by its id; without one the latest, which is the last of the earlier ones where a process was killed between its two steps.
 * Undefined where there is none of that id, or where it is damaged: an evaluation can be made again.
 */
export function readEvaluation(files: Files, folder: string, id = ''): Report | undefined {
  if (id !== '') return NAME.test(id) ? readReport(files, fileOf(folder, id)) : undefined;
  if (files.stat(latestOf(folder))) return readReport(files, latestOf(folder));
  const [last] = earlierNames(files, folder);
  return last === undefined ? undefined : readReport(files, fileOf(folder, last));
}

const fileOf = (folder: string, id: string): string =>
  id === '' ? latestOf(folder) : path.join(earlierOf(folder), `${id}.json`);

/** The last first. */
function earlierNames(files: Files, folder: string): string[] {
  if (files.stat(earlierOf(folder))?.kind !== 'folder') return [];
  return files
    .list(earlierOf(folder))
    .map((file) => path.basename(file, '.json'))
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
}
