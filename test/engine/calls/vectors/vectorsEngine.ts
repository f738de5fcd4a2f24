// The calls on vectors without a thread: an engine's memory, its events, and a signal.

import { OpenedVectors } from '../../../../src/engine/calls/vectors/openedVectors';
import { vectorsCalls } from '../../../../src/engine/calls/vectors/vectorsCalls';
import type { EngineContract } from '../../../../src/protocol/engine';
import type { VectorsCalls } from '../../../../src/protocol/vectors';

export interface SentEvent {
  name: string;
  event: unknown;
}

export function vectorsEngine(signal: AbortSignal = new AbortController().signal) {
  const opened = new OpenedVectors();
  const events: SentEvent[] = [];
  const emit = <K extends keyof EngineContract['events']>(name: K, event: EngineContract['events'][K]): void =>
    void events.push({ name, event: structuredClone(event) });
  const call = async <K extends keyof VectorsCalls>(
    name: K,
    request: VectorsCalls[K]['request'],
  ): Promise<VectorsCalls[K]['reply']> => vectorsCalls[name](request, { opened, emit, signal });
  return { call, events };
}
