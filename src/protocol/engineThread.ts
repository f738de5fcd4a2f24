// An engine in a thread or a process of its own, seen from outside: the client for its calls, and its end in good order. A thread is
// never terminated (that would abort the whole process in the middle of an operator): it is asked to end, and ends between two steps.
// A process that does not heed is killed.

import type { EngineContract } from './engine';
import { PATIENCE_MS, withHardStop } from './hardStop';
import { type Client, createClient, type EventListeners, type Port } from './rpc';

export interface EngineThread {
  readonly client: Client<EngineContract>;
  /** Settles when the thread has gone, with the reason in words. */
  readonly gone: Promise<string>;
  /** Asks the thread to stop its work, release everything and exit. Settles when it has gone; never rejects. */
  end(): Promise<void>;
}

/** Starts a thread and connects to it. */
export type StartEngine = (listeners: EventListeners<EngineContract>) => EngineThread;

/** The part that knows no thread: tests use an in-memory port. `patienceMs` is how long a process may not heed that it is to stop. */
export function connectEngine(
  port: Port,
  listeners: EventListeners<EngineContract>,
  patienceMs = PATIENCE_MS,
): EngineThread {
  let announce: (reason: string) => void = () => undefined;
  const gone = new Promise<string>((resolve) => (announce = resolve));
  const onClose = (listener: (reason: string) => void): void =>
    port.onClose((reason) => {
      listener(reason);
      announce(reason);
    });
  const client = withHardStop(createClient<EngineContract>({ ...port, onClose }, listeners), port, patienceMs);
  let ending: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    const timer = port.kill && setTimeout(port.kill, patienceMs);
    await client.call('shutdown', {}).catch(() => undefined);
    await gone;
    clearTimeout(timer);
  };
  return { client, gone, end: () => (ending ??= end()) };
}
