// The file of a queue: what waits, in the order of turns. It is replaced whole, by one process after the other; who trains what is said by
// leases beside it.

import path from 'node:path';
import { z } from 'zod';
import { LabError, type LabErrorData } from '../../../protocol/labError';
import type { MachineDefaults } from '../../../protocol/machineDefaults';
import { QUEUE_FILE, QUEUE_FOLDER, type QueueState } from '../../../protocol/queue';
import { safeParse } from '../../schema/safeParse';
import { removeQuietly, writeFileAtomically } from '../../store/atomicFile';
import type { Files } from '../../store/files';
import { guardedFiles } from '../../store/guardedFiles';
import type { Lease } from '../../store/lease';
import { leaseStateOf } from '../../store/leaseFile';
import { failureSchema } from '../../store/runRecord';
import { openSealed, seal, type JsonValue } from '../../store/sealedJson';
import { sweepLeftBehind } from '../../store/temporaryNames';
import { turnAt } from '../../store/turn';
import { readFileText } from '../../store/wholeFile';

/** A run that is done once more: its id, and what it was computed on. */
export type AskedAgain = { run: string } & Pick<MachineDefaults, 'threads' | 'device'>;

/** What is trained: an experiment as it was when it was added, a run that is gone on with, or a sweep, which has a folder of its own. */
export type Asked =
  | {
      kind: 'train';
      experimentText: string;
      experimentFile?: string;
      baseFolder: string;
      overrides: string[];
      again?: AskedAgain;
    }
  | { kind: 'resume'; run: string }
  | { kind: 'sweep'; sweep: string; experimentFile?: string };

export interface StoredItem {
  id: string;
  name: string;
  addedAt: string;
  status: 'waiting' | 'failed';
  asked: Asked;
  /** The id of the run that was begun. */
  run?: string;
  failure?: LabErrorData;
}

export interface StoredQueue {
  format: 1;
  state: QueueState;
  items: StoredItem[];
}

const text = z.string().max(10_000);
const askedSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('train'),
    experimentText: z.string(),
    experimentFile: text.optional(),
    baseFolder: text,
    overrides: z.array(z.string()),
    again: z
      .object({
        run: text,
        threads: z.int().min(1).optional(),
        device: z.enum(['cpu', 'webgpu', 'cuda']).optional(),
      })
      .optional(),
  }),
  z.object({ kind: z.literal('resume'), run: text }),
  z.object({ kind: z.literal('sweep'), sweep: text, experimentFile: text.optional() }),
]);
const queueSchema = z.object({
  format: z.literal(1),
  state: z.enum(['open', 'paused', 'stopped']),
  items: z.array(
    z.object({
      id: z.string().regex(/^[0-9a-f]{8}$/),
      name: text,
      addedAt: z.iso.datetime(),
      status: z.enum(['waiting', 'failed']),
      asked: askedSchema,
      run: text.optional(),
      failure: failureSchema.optional(),
    }),
  ),
}) satisfies z.ZodType<StoredQueue>;

const MAX_BYTES = 64 * 1024 * 1024;

export const queueFolder = (runsFolder: string): string => path.join(runsFolder, QUEUE_FOLDER);
const fileOf = (runsFolder: string): string => path.join(queueFolder(runsFolder), QUEUE_FILE);

/** Of whoever changes the queue; held for moments. */
const turnLease = (runsFolder: string): string => path.join(queueFolder(runsFolder), 'queue.lease');

/** Of whoever trains what waited. */
export const itemLease = (runsFolder: string, id: string): string => path.join(queueFolder(runsFolder), `${id}.lease`);

/** No file: nothing waits, and the queue is open. Fails with `DISK`, or `INVALID_FILE` where it is damaged or too new. */
export function readQueue(files: Files, runsFolder: string): StoredQueue {
  const file = fileOf(runsFolder);
  if (!files.stat(file)) return { format: 1, state: 'open', items: [] };
  const content = openSealed(readFileText(files, file, MAX_BYTES), file);
  const { format } = (content ?? {}) as { format?: unknown };
  if (typeof format === 'number' && format > 1)
    throw new LabError('INVALID_FILE', `"${file}" was made by a newer version of NLP Lab. Update NLP Lab to open it.`, {
      file,
    });
  const parsed = safeParse(queueSchema, content);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0].path.join('.');
  throw new LabError('INVALID_FILE', `"${file}" is damaged: "${where}" is missing or wrong.`, { file });
}

/** When the queue was last changed, and how long it is: what tells that it must be read again. */
export function queueMark(files: Files, runsFolder: string): string {
  const stat = files.stat(fileOf(runsFolder));
  return stat ? `${stat.modifiedMs} ${stat.bytes}` : '';
}

/**
 * Runs `use` while nobody else changes the queue or takes something from it; what it writes is written as long as that holds. Fails with
 * `BUSY` where another has it for half a minute, and with `DISK`.
 */
export async function inTurn<T>(files: Files, runsFolder: string, use: (files: Files) => T): Promise<T> {
  const folder = queueFolder(runsFolder);
  files.makeFolder(folder);
  const turn = await turnOf(files, runsFolder);
  try {
    return use(guardedFiles(files, () => turn.require()));
  } finally {
    turn.release();
  }
}

async function turnOf(files: Files, runsFolder: string): Promise<Lease> {
  const folder = queueFolder(runsFolder);
  try {
    return await turnAt(files, folder, turnLease(runsFolder));
  } catch (error) {
    if (!(error instanceof LabError) || error.code !== 'BUSY') throw error;
    const message = `Another process has been changing the queue in "${runsFolder}" for half a minute. Try again when it has ended.`;
    throw new LabError('BUSY', message, { file: folder }, { cause: error });
  }
}

/** What is there once `change` was written; nothing is where it changes nothing. Fails as `inTurn` and `readQueue`. */
export const changeQueue = (
  files: Files,
  runsFolder: string,
  change: (queue: StoredQueue) => StoredQueue,
): Promise<StoredQueue> =>
  inTurn(files, runsFolder, (turned) => {
    const before = readQueue(turned, runsFolder);
    const after = change(before);
    if (JSON.stringify(after) !== JSON.stringify(before)) writeQueue(turned, runsFolder, after);
    return after;
  });

/** Only in turn. */
function writeQueue(files: Files, runsFolder: string, queue: StoredQueue): void {
  const file = fileOf(runsFolder);
  const sealed = seal(JSON.parse(JSON.stringify(queue)) as JsonValue);
  if (Buffer.byteLength(sealed) > MAX_BYTES)
    throw new LabError(
      'INVALID_ARGUMENT',
      `The queue in "${runsFolder}" holds no more. Train or remove some of it first.`,
      {
        file,
      },
    );
  sweepQueue(files, runsFolder, queue);
  if (queue.items.length === 0 && queue.state === 'open') files.remove(file);
  else writeFileAtomically(files, file, sealed);
}

/** Removes what killed processes left: files that were not finished, and leases of what waits no more. */
function sweepQueue(files: Files, runsFolder: string, { items }: StoredQueue): void {
  const folder = queueFolder(runsFolder);
  sweepLeftBehind(files, folder);
  for (const name of files.list(folder)) {
    const [, id] = /^([0-9a-f]{8})\.lease$/.exec(name) ?? [];
    if (id === undefined || items.some((item) => item.id === id)) continue;
    const lease = path.join(folder, name);
    if (leaseStateOf(files, folder, undefined, lease) === 'free') removeQuietly(files, lease);
  }
}
