// What every call handler is given: ways to tell how far it is and what is odd, and the signal to stop. Handlers hold no state
// of their own, but for models that stay open (keptModels.ts).

import type { EngineContract } from '../../protocol/engine';
import type { Progress } from '../../protocol/progress';
import type { CallContext, ProgressOf } from '../../protocol/rpc';

/** The signal is aborted when this call is cancelled, when the other side goes away, and on shutdown. */
export interface EngineContext<P = Progress> extends CallContext<P> {
  /** For the log of whoever started the engine. */
  log(event: EngineContract['events']['log']): void;
}

/** A handler of one call of the contract. What it throws is answered as a failure. */
export type EngineCall<K extends keyof EngineContract['calls']> = (
  request: EngineContract['calls'][K]['request'],
  context: EngineContext<ProgressOf<EngineContract, K>>,
) => Promise<EngineContract['calls'][K]['reply']>;
