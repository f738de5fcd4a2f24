// What people do with a queue, as pure changes of it.

import { LabError } from '../../../protocol/labError';
import type { QueueChange } from '../../../protocol/queue';
import type { StoredItem, StoredQueue } from './queueFile';

/** At the end, or before all others. Fails with `BUSY` where the same run waits already. */
export function withItem(queue: StoredQueue, item: StoredItem, isFirst = false): StoredQueue {
  const { asked } = item;
  if (asked.kind === 'resume' && queue.items.some((other) => runOf(other) === asked.run))
    throw new LabError('BUSY', `The run "${asked.run}" waits in the queue already.`);
  return { ...queue, items: isFirst ? [item, ...queue.items] : [...queue.items, item] };
}

/** The id of the run that an item has begun, or goes on with. */
export const runOf = ({ asked, run }: StoredItem): string | undefined => (asked.kind === 'resume' ? asked.run : run);

/** Fails with `NOT_FOUND` where one that is named does not wait. */
export function changed(queue: StoredQueue, change: QueueChange): StoredQueue {
  if (change.kind === 'state') return { ...queue, state: change.state };
  const { items } = queue;
  const named = new Set(change.ids);
  requireAll(items, change.kind === 'move' && change.before !== undefined ? [...named, change.before] : [...named]);
  const isNamed = ({ id }: StoredItem): boolean => named.has(id);
  switch (change.kind) {
    case 'move':
      return { ...queue, items: moved(items, isNamed, change.before) };
    case 'remove':
      return { ...queue, items: items.filter((item) => !isNamed(item)) };
    case 'retry':
      return { ...queue, items: items.map((item) => (isNamed(item) ? retried(item) : item)) };
  }
}

function requireAll(items: readonly StoredItem[], ids: readonly string[]): void {
  const missing = ids.find((id) => !items.some((item) => item.id === id));
  if (missing !== undefined)
    throw new LabError('NOT_FOUND', `"${missing}" waits in the queue no more: it was trained or removed meanwhile.`);
}

/** They keep the order among themselves. @param before the id of the one that they stand before; at the end when left out */
function moved(items: readonly StoredItem[], isNamed: (item: StoredItem) => boolean, before?: string): StoredItem[] {
  const start = items.findIndex(({ id }) => id === before);
  const at = items.slice(start < 0 ? items.length : start).find((item) => !isNamed(item));
  const others = items.filter((item) => !isNamed(item));
  const place = at ? others.indexOf(at) : others.length;
  return [...others.slice(0, place), ...items.filter(isNamed), ...others.slice(place)];
}

/** It waits again, and nothing is said of a failure. */
export const retried = (item: StoredItem): StoredItem => ({ ...item, status: 'waiting', failure: undefined });

/** One of them changed, where it is still there. */
export const withChanged = (
  queue: StoredQueue,
  id: string,
  change: (item: StoredItem) => StoredItem | undefined,
): StoredQueue => ({
  ...queue,
  items: queue.items.flatMap((item) => (item.id === id ? (change(item) ?? []) : item)),
});
