// No crash loop: when engines keep dying, no more of them are started for a while, and people are told.
import type { EngineThread, StartEngine } from '../../protocol/engineThread';
import { LabError } from '../../protocol/labError';

export interface CrashLoopOptions {
  /** So many deaths within so many milliseconds are a loop, which is over when the oldest of them is as long ago. */
  deaths?: number;
  withinMs?: number;
  /** Milliseconds. */
  now?: () => number;
}

/** `start`, that refuses while engines keep ending unasked. Calls to what it then returns fail with `CLOSED`. */
export function givingUp(
  start: StartEngine,
  { deaths = 3, withinMs = 60_000, now = () => performance.now() }: CrashLoopOptions = {},
): StartEngine {
  let times: number[] = [];
  return (listeners) => {
    times = times.filter((time) => now() - time < withinMs);
    if (times.length >= deaths) return refusing(deaths);
    const thread = start(listeners);
    let isAsked = false;
    void thread.gone.then(() => isAsked || times.push(now()));
    return { ...thread, end: () => ((isAsked = true), thread.end()) };
  };
}

function refusing(deaths: number): EngineThread {
  const message = `The engine has ended unexpectedly ${deaths} times within a minute and is not started again at once. The log says why; try once more in a minute.`;
  const fail = (): Promise<never> => Promise.reject(new LabError('CLOSED', message));
  return {
    client: { call: fail, close: () => undefined },
    gone: Promise.resolve(message),
    end: () => Promise.resolve(),
  };
}
