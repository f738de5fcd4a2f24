// The evaluations of a run: the latest in `evaluation.json`, where every version looks for it, those before it in a folder.

import path from 'node:path';
import type { Evaluation, Report } from '../../protocol/report';
import { writeFileAtomically } from '../store/atomicFile';
import type { Files } from '../store/files';
import { runFiles } from '../store/runFolder';
import { readReport } from './readReport';

const latestOf = (folder: string): string => path.join(folder, runFiles.evaluation);
const earlierOf = (folder: string): string => path.join(folder, runFiles.evaluations);

/** The time of an evaluation as the name of its file; names are in the order of times. */
const nameAt = (at: string): string => at.replace(/[:.]/g, '-');
const NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/;

/**
 * The report becomes the latest evaluation. The one before takes its place among the earlier ones first, in one step, so that a
 * process that is killed loses neither. Fails with `DISK`.
 */
export function keepEvaluation(files: Files, folder: string, report: Report, now = new Date()): void {
  const latest = latestOf(folder);
  const stat = files.stat(latest);
  if (stat) {
    const at = readReport(files, latest)?.at ?? new Date(stat.modifiedMs).toISOString();
    files.makeFolder(earlierOf(folder));
    files.rename(latest, fileOf(folder, nameAt(at)));
    files.syncFolder(earlierOf(folder));
  }
  writeFileAtomically(files, latest, `${JSON.stringify({ ...report, at: now.toISOString() })}\n`);
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
