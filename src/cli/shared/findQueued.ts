// From what a person typed for <item> to what waits in the queue: its id, the start of exactly one id, or the name of its experiment.

import type { QueuedItem } from '../../protocol/queue';
import { LabError } from '../../protocol/labError';
import { invalidArgument } from '../failure';

/** Throws `NOT_FOUND`, or `INVALID_ARGUMENT` naming the candidates when several are meant. */
export function findQueued(given: string, items: readonly QueuedItem[]): QueuedItem {
  const exact = items.filter(({ id, name }) => id === given || name === given);
  const matching = exact.length > 0 ? exact : items.filter(({ id }) => given !== '' && id.startsWith(given));
  if (matching.length === 1) return matching[0];
  const listed = (all: readonly QueuedItem[]): string => all.map(({ id, name }) => `${id} (${name})`).join(', ');
  if (matching.length > 1) throw invalidArgument(`"${given}" means ${matching.length} of them: ${listed(matching)}.`);
  const known = items.length === 0 ? 'Nothing waits there.' : `There are ${listed(items)}.`;
  throw new LabError('NOT_FOUND', `Nothing in the queue is called "${given}". ${known}`);
}
