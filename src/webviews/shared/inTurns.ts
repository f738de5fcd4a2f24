// What comes from the host, a turn each.

import type { Several } from '../../protocol/rpc';

/**
 * Takes of several messages in one each in a turn of its own, and what comes meanwhile behind them: whatever a listener has begun goes on
 * before the next one hears anything, as where they come one by one.
 */
export function inTurns(take: (message: unknown) => void): (message: unknown) => void {
  const waiting: unknown[] = [];
  const takeNext = (): void => {
    try {
      take(waiting[0]);
    } finally {
      waiting.shift();
      if (waiting.length > 0) setTimeout(takeNext, 0);
    }
  };
  return (message) => {
    const all = (message as Partial<Several> | null)?.kind === 'several' ? (message as Several).messages : [message];
    const isFree = waiting.length === 0;
    waiting.push(...all);
    if (isFree && waiting.length > 0) takeNext();
  };
}
