// An engine that is started before whoever will own it is even loaded: on two cores both are ready sooner.

import type { EngineContract } from '../../protocol/engine';
import type { EngineThread, StartEngine } from '../../protocol/engineThread';

export interface EarlyEngine {
  /** Hands over the engine that runs already; later calls start others. */
  start: StartEngine;
  /** Ends it where nobody took it. */
  end(): Promise<void>;
}

/** @param run the folder of a run that it will be asked for: it begins to open it */
export function startEarly(start: StartEngine, run: string, checkpoint?: 'best' | 'last'): EarlyEngine {
  const told: EngineContract['events']['log'][] = [];
  let log = (event: EngineContract['events']['log']): void => void told.push(event);
  let early: EngineThread | undefined = start({ log: (event) => log(event) });
  // Where that fails it fails again when the owner asks, who tells it.
  early.client.call('hold', { folder: run, checkpoint }).catch(() => undefined);
  return {
    start(listeners) {
      if (!early) return start(listeners);
      const taken = early;
      early = undefined;
      log = (event) => listeners.log?.(event);
      told.forEach(log);
      return taken;
    },
    async end() {
      await early?.end();
    },
  };
}
