// A run's record as tests want it.

import type { RunRecord } from '../../../../src/protocol/run';

export function recordOf(id: string, change: Partial<RunRecord> = {}): RunRecord {
  return {
    format: 1,
    id,
    name: 'reviews',
    task: 'classification',
    abilities: ['label', 'trace', 'vectors', 'embed'],
    modelType: 'lstm',
    status: 'running',
    createdAt: '2026-01-02T03:04:05.000Z',
    seconds: 1.5,
    seed: 1,
    parameters: 100,
    device: 'cpu',
    threads: 2,
    epochs: 3,
    epoch: 1,
    step: 10,
    metrics: { loss: 0.5 },
    hashes: {},
    versions: {},
    labels: ['0', '1'],
    notices: [],
    baseFolder: '/x',
    ...change,
  };
}
