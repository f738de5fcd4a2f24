// Something that waits in a queue.
import type { StoredItem } from '../../../../src/engine/runs/queue/queueFile';

export const itemOf = (id: string): StoredItem => ({
  ...{ id, name: id, addedAt: '2026-01-01T00:00:00.000Z', status: 'waiting' },
  asked: { kind: 'train', experimentText: '{}', baseFolder: '/', overrides: [] },
});
