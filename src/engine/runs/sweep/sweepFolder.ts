// The folder of a sweep: what was asked for, sealed, and the log of its trials. Neither is ever changed; the log grows.

import path from 'node:path';
import { z } from 'zod';
import { LabError } from '../../../protocol/labError';
import { SWEEPS_FOLDER, type SweepLine } from '../../../protocol/sweep';
import { safeParse } from '../../schema/safeParse';
import { removeQuietly, writeFileAtomically } from '../../store/atomicFile';
import type { Files } from '../../store/files';
import { leaseStateOf } from '../../store/leaseFile';
import { lineNumberAt, openLineLog, readLines } from '../../store/lineLog';
import { newerFormat } from '../../store/newerFormat';
import { safeName } from '../../store/runFolder';
import { openSealed, seal, type JsonValue } from '../../store/sealedJson';
import { temporaryEnding } from '../../store/temporaryNames';
import { readFileText } from '../../store/wholeFile';
import { processWorld } from '../../store/surroundings';

/** What was asked for. */
export interface SweepHeader {
  format: 1;
  name: string;
  createdAt: string;
  /** Without its sweep. */
  experiment: Record<string, unknown>;
  /** With all that was left out, but for what follows from the experiment. */
  sweep: Record<string, unknown>;
  experimentFile?: string;
  baseFolder: string;
  /** From the sweep's folder. */
  runsFolder: string;
}

const text = z.string().max(10_000);
const headerSchema = z.object({
  format: z.literal(1),
  name: text,
  createdAt: z.iso.datetime(),
  experiment: z.record(z.string(), z.unknown()),
  sweep: z.record(z.string(), z.unknown()),
  experimentFile: text.optional(),
  baseFolder: text,
  runsFolder: text,
}) satisfies z.ZodType<SweepHeader>;

const MAX_HEADER_BYTES = 64 * 1024 * 1024;
const headerOf = (folder: string): string => path.join(folder, 'sweep.json');
const logOf = (folder: string): string => path.join(folder, 'trials.jsonl');

const sweepsFolderOf = (runsFolder: string): string => path.join(path.dirname(runsFolder), SWEEPS_FOLDER);

/** Of a sweep whose runs lie in that folder. */
export const sweepFolderOf = (runsFolder: string, id: string): string => path.join(sweepsFolderOf(runsFolder), id);

/** Of whoever decides what is tried next; held for moments. */
export const deciderLease = (folder: string): string => path.join(folder, 'sweep.lease');

/** Of whoever trains a run of the sweep. */
export const jobLease = (folder: string, number: number): string => path.join(folder, `${number}.lease`);

/** Whether some process trains a run of the sweep now. */
export function jobsHeld(files: Files, folder: string): boolean {
  if (files.stat(folder)?.kind !== 'folder') return false;
  const leases = files.list(folder).filter((name) => /^\d+\.lease$/.test(name));
  return leases.some((name) => leaseStateOf(files, folder, undefined, path.join(folder, name)) === 'held');
}

/** Makes a folder `<date>-<name>-<4 hex>` that is whole from the moment it is seen. Fails with `DISK`. */
export function createSweep(
  files: Files,
  runsFolder: string,
  header: Omit<SweepHeader, 'runsFolder' | 'format'>,
): string {
  const sweeps = sweepsFolderOf(runsFolder);
  files.makeFolder(sweeps);
  const stem = `${header.createdAt.slice(0, 10)}-${safeName(header.name)}`;
  for (let attempt = 0; attempt < 100; attempt++) {
    const folder = path.join(sweeps, `${stem}-${files.nonce().slice(0, 4)}`);
    if (files.stat(folder)) continue;
    const temporary = path.join(sweeps, `.${path.basename(folder)}${temporaryEnding(files, processWorld)}`);
    const content: SweepHeader = { format: 1, ...header, runsFolder: path.relative(folder, runsFolder) };
    try {
      files.makeFolder(temporary);
      writeHeader(files, temporary, content);
      files.rename(temporary, folder);
    } catch (error) {
      removeQuietly(files, temporary);
      throw error;
    }
    files.syncFolder(sweeps);
    return folder;
  }
  throw new LabError('DISK', `Could not find a free name for a sweep in "${sweeps}".`, { file: sweeps });
}

/** Of a sweep that nobody has seen yet. */
export const writeHeader = (files: Files, folder: string, header: SweepHeader): void =>
  writeFileAtomically(files, headerOf(folder), seal(header as unknown as JsonValue));

/** Fails with `NOT_FOUND`, `DISK`, or `INVALID_FILE` where it is damaged or too new. */
export function readHeader(files: Files, folder: string): SweepHeader {
  const file = headerOf(folder);
  const content = openSealed(readFileText(files, file, MAX_HEADER_BYTES), file);
  const { format } = (content ?? {}) as { format?: unknown };
  if (typeof format === 'number' && format > 1) throw newerFormat(file, content);
  const parsed = safeParse(headerSchema, content);
  if (parsed.success) return parsed.data;
  throw new LabError(
    'INVALID_FILE',
    `"${file}" is damaged: "${parsed.error.issues[0].path.join('.')}" is missing or wrong.`,
    { file },
  );
}

/** All sweeps there are, by the names of their folders; no folder: none. */
export const listSweeps = (files: Files, runsFolder: string): string[] => {
  const sweeps = sweepsFolderOf(runsFolder);
  if (files.stat(sweeps)?.kind !== 'folder') return [];
  const folders = files.list(sweeps).filter((name) => !name.startsWith('.'));
  return folders.map((name) => path.join(sweeps, name)).filter((folder) => files.stat(headerOf(folder)));
};

/** Fails with `DISK`, and with `INVALID_FILE` where lines are damaged: what was tried would be tried again. */
export function readTrials(files: Files, folder: string): SweepLine[] {
  const file = logOf(folder);
  const { lines, corrupt } = readLines(files, file, isSweepLine);
  if (corrupt.length === 0) return lines;
  const line = lineNumberAt(files, file, corrupt[0]);
  throw new LabError(
    'INVALID_FILE',
    corrupt.length === 1
      ? `"${file}" is damaged: line ${line} is not as it was written. Bring the file back from a copy, or begin the sweep anew.`
      : `"${file}" is damaged: ${corrupt.length} lines are not as they were written, the first is line ${line}. Bring the file back from a copy, or begin the sweep anew.`,
    { file, line },
  );
}

/** Only with the decider's lease held. */
export function appendTrials(files: Files, folder: string, lines: readonly SweepLine[]): void {
  const log = openLineLog<SweepLine>(files, logOf(folder));
  try {
    for (const line of lines) log.append(line);
    log.sync();
  } finally {
    log.close();
  }
}

function isSweepLine(line: unknown): line is SweepLine {
  if (typeof line !== 'object' || line === null) return false;
  const given = new Map<string, unknown>(Object.entries(line));
  const are = (type: string, ...names: string[]): boolean => names.every((name) => typeof given.get(name) === type);
  if (!are('number', 'trial', 'epochs')) return false;
  switch (given.get('kind')) {
    case 'trial':
      return are('string', 'values');
    case 'more':
      return true;
    case 'run':
      return are('number', 'number', 'value', 'seconds', 'steps') && are('string', 'run') && are('boolean', 'isOver');
    default:
      return false;
  }
}
