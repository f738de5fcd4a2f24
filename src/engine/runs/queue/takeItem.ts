// Who trains what: one process after the other looks at the queue and takes the first that waits and that nobody trains. A training is
// taken by a lease of its own, so that one whose process was killed is taken again; of a sweep each run has its lease.

import path from 'node:path';
import { LabError } from '../../../protocol/labError';
import type { Files } from '../../store/files';
import type { Lease } from '../../store/lease';
import { leaseStateOf } from '../../store/leaseFile';
import { holdLease } from '../heldLease';
import { jobsHeld, sweepFolderOf } from '../sweep/sweepFolder';
import { inTurn, itemLease, queueFolder, readQueue, type StoredItem } from './queueFile';

export interface TakenItem {
  item: StoredItem;
  /** Of a training; whoever took it gives it back. */
  lease?: Lease;
}

interface Taking {
  /** That alone, out of turn. */
  id?: string;
  /** Those of which all that could be begun is trained by others. */
  without?: ReadonlySet<string>;
}

/**
 * `wait`: others train what is left, or did a moment ago; `done`: nothing that may be begun is left. Fails with `NOT_FOUND` and `BUSY` for
 * one that was named.
 */
export function takeItem(
  files: Files,
  runsFolder: string,
  { id, without }: Taking = {},
): Promise<TakenItem | 'wait' | 'done' | 'paused'> {
  return inTurn(files, runsFolder, () => {
    const { state, items } = readQueue(files, runsFolder);
    if (id !== undefined) return taken(files, runsFolder, named(files, runsFolder, items, id));
    const waiting = items.filter(({ status }) => status === 'waiting');
    if (waiting.length === 0) return 'done';
    if (state !== 'open') return 'paused';
    const free = waiting.find((item) => !without?.has(item.id) && isFree(files, runsFolder, item));
    return free ? taken(files, runsFolder, free) : 'wait';
  });
}

function named(files: Files, runsFolder: string, items: readonly StoredItem[], id: string): StoredItem {
  const item = items.find((one) => one.id === id);
  if (!item)
    throw new LabError('NOT_FOUND', `"${id}" waits in the queue no more: it was trained or removed meanwhile.`);
  if (!isFree(files, runsFolder, item))
    throw new LabError('BUSY', `"${item.name}" is being trained by another process.`);
  return item;
}

const stateOf = (files: Files, runsFolder: string, id: string) =>
  leaseStateOf(files, queueFolder(runsFolder), undefined, itemLease(runsFolder, id));

const isFree = (files: Files, runsFolder: string, { id, asked }: StoredItem): boolean =>
  asked.kind === 'sweep' || [undefined, 'free'].includes(stateOf(files, runsFolder, id));

/** Whether some process trains it now. */
export function isTrained(files: Files, runsFolder: string, { id, asked }: StoredItem): boolean {
  if (asked.kind !== 'sweep') return stateOf(files, runsFolder, id) === 'held';
  return jobsHeld(files, sweepFolderOf(runsFolder, path.basename(asked.sweep)));
}

function taken(files: Files, runsFolder: string, item: StoredItem): TakenItem {
  if (item.asked.kind === 'sweep') return { item };
  return { item, lease: holdLease(files, queueFolder(runsFolder), itemLease(runsFolder, item.id)) };
}
