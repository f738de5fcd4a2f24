// What a handler is given when it is called without a port: nobody listens, and nothing stops it, but for what a test says.

import type { EngineContext } from '../../../../src/engine/calls/context';
import type { Progress } from '../../../../src/protocol/progress';

export function callContext<P = Progress>(given: Partial<EngineContext<P>> = {}): EngineContext<P> {
  return {
    signal: new AbortController().signal,
    progress: () => undefined,
    transfer: () => undefined,
    log: () => undefined,
    ...given,
  };
}
