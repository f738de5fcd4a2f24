// The calls on vectors without a thread: an engine's memory, what they tell on their way and hand over, and a signal.

import { OpenedVectors } from '../../../../src/engine/calls/vectors/openedVectors';
import { vectorsCalls } from '../../../../src/engine/calls/vectors/vectorsCalls';
import type { EngineContract } from '../../../../src/protocol/engine';
import type { ProgressOf } from '../../../../src/protocol/rpc';
import type { VectorsCalls } from '../../../../src/protocol/vectorsCalls';
import { callContext } from '../support/callContext';

export function vectorsEngine(signal: AbortSignal = new AbortController().signal) {
  const opened = new OpenedVectors();
  const handedOver: ArrayBuffer[] = [];
  const transfer = (...buffers: ArrayBuffer[]): void => void handedOver.push(...buffers);
  const call = async <K extends keyof VectorsCalls>(
    name: K,
    request: VectorsCalls[K]['request'],
    progress: (told: ProgressOf<EngineContract, K>) => void = () => undefined,
  ): Promise<VectorsCalls[K]['reply']> =>
    vectorsCalls[name](request, {
      ...callContext<ProgressOf<EngineContract, K>>({ progress, transfer, signal }),
      opened,
    });
  return { call, handedOver };
}
