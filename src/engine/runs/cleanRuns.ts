// Cleans runs: what can go is moved into the trash beside them, under the run's lease, with a note of where it belongs; and moved back, or
// removed for good. A process that is killed meanwhile leaves each piece in one of both places, and the note tells of all.

import path from 'node:path';
import { z } from 'zod';
import { LabError } from '../../protocol/labError';
import { TRASH_FOLDER } from '../../protocol/run';
import { type CleanedKind, CLEANED_FOLDER, type Cleaning, type SparedRun } from '../../protocol/runCleaning';
import { safeParse } from '../schema/safeParse';
import { removeQuietly, writeFileAtomically } from '../store/atomicFile';
import type { Files } from '../store/files';
import { guardedFiles } from '../store/guardedFiles';
import { evaluationLeasePath } from '../store/leaseFile';
import { readAbout } from '../store/runAbout';
import { recordPath } from '../store/runRecord';
import { turnAt } from '../store/turn';
import { readFileText } from '../store/wholeFile';
import { type Piece, piecesOf } from './cleanable';
import { holdLease } from './heldLease';

const NOTE = 'moved.json';
const MOST_BYTES = 1 << 20;

const noteSchema = z.object({
  format: z.literal(1),
  /** From the folder that holds both runs and trash. */
  run: z.string().min(1),
  moved: z.array(z.object({ path: z.string().min(1), bytes: z.number() })),
});
type Note = z.infer<typeof noteSchema>;

/** Beside the folder of runs. */
const cleanedFolder = (home: string): string => path.join(home, TRASH_FOLDER, CLEANED_FOLDER);
const homeOf = (cleaning: string): string => path.resolve(cleaning, '../../..');

interface CleanedRuns {
  /** The pieces of each run, by its folder. */
  cleaned: Map<string, Piece[]>;
  spared: SparedRun[];
  cleanings: Cleaning[];
}

/** Moves these kinds aside. A run that somebody writes by now, or that has got a star, stays as it is. Fails with `DISK`. */
export async function cleanRuns(
  files: Files,
  folders: readonly string[],
  { kinds, now }: { kinds: readonly CleanedKind[]; now: Date },
): Promise<CleanedRuns> {
  const places = new Map<string, string>();
  const cleaned = new Map<string, Piece[]>();
  const spared: SparedRun[] = [];
  for (const folder of folders) {
    const home = path.resolve(folder, '../..');
    const name = `${now.toISOString().replace(/[:.]/g, '-')}-${files.nonce().slice(0, 4)}`;
    const place = places.get(home) ?? path.join(cleanedFolder(home), name);
    const outcome = await cleanRun(files, folder, { place, kinds });
    if (typeof outcome === 'string') spared.push({ folder, name: path.basename(folder), reason: outcome });
    else if (outcome.length > 0) {
      places.set(home, place);
      cleaned.set(folder, outcome);
    }
  }
  return { cleaned, spared, cleanings: [...places.values()].flatMap((place) => cleaningIn(files, place) ?? []) };
}

async function cleanRun(
  disk: Files,
  folder: string,
  { place, kinds }: { place: string; kinds: readonly CleanedKind[] },
): Promise<Piece[] | SparedRun['reason']> {
  let lease;
  try {
    lease = holdLease(disk, folder);
  } catch (error) {
    if (error instanceof LabError && error.code === 'BUSY') return 'writing';
    throw error;
  }
  try {
    if (readAbout(disk, folder)?.starred) return 'starred';
    const files = guardedFiles(disk, () => lease.require());
    const pieces = piecesOf(files, folder).filter(({ kind }) => kinds.includes(kind));
    if (pieces.length === 0) return [];
    const target = path.join(place, path.basename(folder));
    const moved = pieces.map(({ path: piece, bytes }) => ({ path: piece.split(path.sep).join('/'), bytes }));
    const note: Note = { format: 1, run: path.relative(homeOf(place), folder).split(path.sep).join('/'), moved };
    files.makeFolder(target);
    writeFileAtomically(files, path.join(target, NOTE), `${JSON.stringify(note, undefined, 2)}\n`);
    const turn = await turnAt(disk, folder, evaluationLeasePath(folder)); // who evaluates the run is not disturbed
    try {
      for (const piece of pieces) move(files, path.join(folder, piece.path), path.join(target, piece.path));
    } finally {
      turn.release();
    }
    return pieces;
  } finally {
    lease.release();
  }
}

function move(files: Files, from: string, to: string): void {
  files.makeFolder(path.dirname(to));
  files.rename(from, to);
}

/** Newest first; what is damaged is left out. */
export function cleaningsOf(files: Files, runsFolder: string): Cleaning[] {
  const all = cleanedFolder(path.dirname(runsFolder));
  if (files.stat(all)?.kind !== 'folder') return [];
  const found = files.list(all).flatMap((name) => cleaningIn(files, path.join(all, name)) ?? []);
  return found.sort((a, b) => (a.at < b.at ? 1 : -1));
}

const TIME = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-/;

function cleaningIn(files: Files, folder: string): Cleaning | undefined {
  const time = TIME.exec(path.basename(folder));
  if (!time) return undefined;
  const [, day, hour, minute, second, milliseconds] = time;
  const notes = notesIn(files, folder);
  const bytes = notes.flatMap(({ note }) => note.moved).reduce((sum, piece) => sum + piece.bytes, 0);
  return { folder, at: `${day}T${hour}:${minute}:${second}.${milliseconds}Z`, runs: notes.length, bytes };
}

function notesIn(files: Files, cleaning: string): { folder: string; note: Note }[] {
  return files.list(cleaning).flatMap((name) => {
    const folder = path.join(cleaning, name);
    try {
      const text = readFileText(files, path.join(folder, NOTE), MOST_BYTES);
      const { data: note } = safeParse(noteSchema, JSON.parse(text));
      return note && staysInside(note) ? [{ folder, note }] : [];
    } catch {
      return [];
    }
  });
}

/** Whether nothing would be moved out of its run, or the run is none of this place. */
const staysInside = ({ run, moved }: Note): boolean =>
  [run, ...moved.map((piece) => piece.path)].every(
    (one) => !path.isAbsolute(one) && one.split(/[/\\]/).every((part) => part !== '' && part !== '.' && part !== '..'),
  );

/**
 * Moves back what has its place still. `left`: what has not, with its run gone or something else where it was. Fails with `NOT_FOUND`,
 * with `BUSY` where a run is being written, and with `DISK`.
 */
export function restoreCleaning(disk: Files, cleaning: string): { runs: number; left: string[] } {
  requireCleaning(disk, cleaning);
  const left: string[] = [];
  const notes = notesIn(disk, cleaning);
  for (const { folder, note } of notes) {
    const run = path.join(homeOf(cleaning), note.run);
    const there = note.moved.map((piece) => piece.path).filter((piece) => disk.stat(path.join(folder, piece)));
    if (!disk.stat(recordPath(run))) {
      left.push(...there.map((piece) => path.join(folder, piece)));
      continue;
    }
    const lease = holdLease(disk, run);
    try {
      const files = guardedFiles(disk, () => lease.require());
      for (const piece of there)
        if (files.stat(path.join(run, piece))) left.push(path.join(folder, piece));
        else move(files, path.join(folder, piece), path.join(run, piece));
    } finally {
      lease.release();
    }
  }
  if (left.length === 0) removeQuietly(disk, cleaning);
  return { runs: notes.length, left };
}

/** Removes what was cleaned for good. Fails with `NOT_FOUND` and with `DISK`. */
export function forgetCleaning(files: Files, cleaning: string): void {
  requireCleaning(files, cleaning);
  files.remove(cleaning);
}

function requireCleaning(files: Files, folder: string): void {
  const isOne = path.basename(path.dirname(folder)) === CLEANED_FOLDER && TIME.test(path.basename(folder));
  if (isOne && files.stat(folder)?.kind === 'folder') return;
  const message = `"${folder}" is no folder of what was cleaned: it was restored or removed meanwhile.`;
  throw new LabError('NOT_FOUND', message, { file: folder });
}
