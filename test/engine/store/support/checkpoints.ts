// A small checkpoint that tells its step by all it holds.

import type { Checkpoint } from '../../../../src/engine/store/checkpoint';

export function checkpointOf(step: number): Checkpoint {
  return {
    state: {
      step,
      epoch: 1,
      time: 2.5,
      data: { epoch: 1, batch: step },
      generators: { order: { seed: 1, index: step } },
      schedule: null,
      progress: { best: 0.5 },
      hashes: { tokenizer: 'ab' },
      build: { node: 'v20' },
    },
    model: new Map([
      ['weight', { shape: [2, 3], data: Float32Array.from({ length: 6 }, (_, i) => step + i / 7) }],
      ['bias', { shape: [3], data: new Float32Array(3) }],
    ]),
    optimizer: new Map([['step', { shape: [], data: BigInt64Array.of(BigInt(step)) }]]),
  };
}
