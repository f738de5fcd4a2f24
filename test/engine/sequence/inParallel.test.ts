// Several workers at one list: everything is done once, and a failure ends all.

import assert from 'node:assert/strict';
import { inParallel } from '../../../src/engine/sequence/inParallel';

/** Lets the others go on. */
const yieldOnce = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('work in parallel', () => {
  it('is done once each, in order of its beginning, by all workers', async () => {
    const begun: number[] = [];
    const by = new Map<number, string>();
    await inParallel([0, 1, 2, 3, 4, 5, 6], ['a', 'b', 'c'], async (item, worker) => {
      begun.push(item);
      by.set(item, worker);
      await yieldOnce();
    });
    assert.deepEqual(begun, [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(new Set(by.values()), new Set(['a', 'b', 'c']));
  });

  it('throws the first failure when all have come to rest, and begins nothing after it', async () => {
    const begun: number[] = [];
    let resting = 0;
    const work = async (item: number, _worker: string, signal: AbortSignal): Promise<void> => {
      begun.push(item);
      await yieldOnce();
      if (item === 1) throw new Error('one');
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
      resting++;
      throw new Error(`${item} was told`);
    };
    await assert.rejects(inParallel([0, 1, 2, 3, 4], ['a', 'b', 'c'], work), /^Error: one$/);
    assert.deepEqual([begun, resting], [[0, 1, 2], 2]);
  });

  it('tells the workers when it is cancelled', async () => {
    const cancelling = new AbortController();
    const work = (_item: number, _worker: string, signal: AbortSignal): Promise<void> => {
      cancelling.abort();
      return Promise.reject(new Error(signal.aborted ? 'told' : 'not told'));
    };
    await assert.rejects(inParallel([0], ['a'], work, cancelling.signal), /^Error: told$/);
    await inParallel([], ['a'], work);
  });
});
