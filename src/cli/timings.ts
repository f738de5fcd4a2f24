// How long each phase of a command took, as its engine tells them; for `--timings`.

import type { EngineContract } from '../protocol/engine';
import type { StartEngine } from '../protocol/engineThread';
import type { Client } from '../protocol/rpc';
import type { Surroundings } from './surroundings';

/** Before the engine has told anything; while updates are made; between calls, and at the end. */
const STARTING = 'Starting';
const TRAINING = 'Training';
const REST = 'The rest';

export interface Timings {
  /** An engine whose calls are listened to. */
  around(start: StartEngine): StartEngine;
  /** One line: phases in their order, in seconds. */
  said(): string;
}

export function createTimings({ now }: Pick<Surroundings, 'now'>): Timings {
  const milliseconds = new Map<string, number>();
  let phase = STARTING;
  let sinceMs = now();
  const enter = (next: string): void => {
    const atMs = now();
    milliseconds.set(phase, (milliseconds.get(phase) ?? 0) + atMs - sinceMs);
    [phase, sinceMs] = [next, atMs];
  };
  const hear = (told: unknown): void => {
    const next = phaseOf(told) ?? phase;
    if (next !== phase) enter(next);
  };
  const listened = (client: Client<EngineContract>): Client<EngineContract> => {
    const call: Client<EngineContract>['call'] = (name, request, options) =>
      client
        .call(name, request, {
          ...options,
          onProgress(told) {
            hear(told);
            options?.onProgress?.(told);
          },
        })
        .finally(() => enter(REST));
    return { ...client, call };
  };
  return {
    around: (start) => (listeners) => {
      const engine = start(listeners);
      return { ...engine, client: listened(engine.client) };
    },
    said() {
      enter(phase);
      const parts = [...milliseconds].map(([name, taken]) => `${name} ${(taken / 1000).toFixed(2)} s`);
      return `timings: ${parts.join(', ')}`;
    },
  };
}

/** What calls tell is their own; where it has a phase, that is one, and figures of steps are those of a training. */
function phaseOf(told: unknown): string | undefined {
  if (typeof told !== 'object' || told === null) return undefined;
  if ('phase' in told && typeof told.phase === 'string') return told.phase;
  return 'line' in told ? TRAINING : undefined;
}
