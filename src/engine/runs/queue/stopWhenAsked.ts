// What trains hears of changes that any process makes to its queue: a training that was taken out of it ends between two steps.

import type { Files } from '../../store/files';
import { queueMark, readQueue } from './queueFile';

const LOOK_MS = 500;

/** The signal is aborted when the item was removed, or the queue stopped with all that trains; `end` ends the looking. */
export function stopWhenAsked(
  files: Files,
  runsFolder: string,
  id: string,
  everyMs = LOOK_MS,
): { signal: AbortSignal; end(): void } {
  const stopping = new AbortController();
  let seen: string | undefined;
  const look = (): void => {
    try {
      const mark = queueMark(files, runsFolder);
      if (mark === seen) return;
      const { state, items } = readQueue(files, runsFolder);
      seen = mark;
      const item = items.find((one) => one.id === id);
      if (state !== 'stopped' && item?.status === 'waiting') return;
      stopping.abort();
      clearInterval(timer);
    } catch {
      // being replaced, or damaged: whoever trains goes on, and says so at the end
    }
  };
  const timer = setInterval(look, everyMs);
  return { signal: stopping.signal, end: () => clearInterval(timer) };
}
