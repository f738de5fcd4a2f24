// What long calls of the library take beside their subject, and what the engine's own calls are given for it.

import type { EngineContract } from '../../protocol/engine';
import type { Progress } from '../../protocol/progress';
import type { EngineContext } from '../calls/context';

export interface CallOptions<P = Progress> {
  /** Ends the call: it then fails with `CANCELLED`. */
  signal?: AbortSignal;
  /** Told how far the call is. */
  onProgress?(progress: P): void;
  /** Told what is odd but no failure: a damaged checkpoint that was passed over, for example. */
  onLog?(event: EngineContract['events']['log']): void;
}

export const contextOf = <P>({ signal, onProgress, onLog }: CallOptions<P>): EngineContext<P> => ({
  signal: signal ?? new AbortController().signal,
  progress: (step) => onProgress?.(step),
  log: (event) => onLog?.(event),
  transfer: () => undefined,
});
