// What every call handler is given: the channel for events and the signal to stop. Handlers hold no state of their own, but for
// models that stay open (keptModels.ts).

import type { EngineContract } from '../../protocol/engine';
import type { Server } from '../../protocol/rpc';

export interface EngineContext {
  /** Sends an event to whoever started the engine. */
  emit: Server<EngineContract>['emit'];
  /** Aborted when this call is cancelled, when the other side goes away, and on shutdown. */
  signal: AbortSignal;
}

/** A handler of one call of the contract. What it throws is answered as a failure. */
export type EngineCall<K extends keyof EngineContract['calls']> = (
  request: EngineContract['calls'][K]['request'],
  context: EngineContext,
) => Promise<EngineContract['calls'][K]['reply']>;
