// Pairs and sources as the programs of a sequence model are fed them.

import type { LaidOutSources, PairBatch } from '../data/pairBatches';
import type { Feeds } from '../runtime/session';
import { tensor } from '../runtime/tensor';
import type { NumberedSource } from '../schema/numberedSource';

/** @param numbered what the sources are, where they are no texts */
export function sourceFeeds(
  { source, sourceMask, sourceTime, size }: LaidOutSources,
  numbered?: NumberedSource,
): Feeds {
  if (numbered) return { source: tensor('float32', [size, ...numbered.shape], source) };
  return {
    source: tensor('int32', [sourceTime, size], source),
    sourceMask: tensor('bool', [sourceTime, size], sourceMask),
  };
}

/** With target and labels. */
export const pairFeeds = (batch: PairBatch, numbered?: NumberedSource): Feeds => ({
  ...sourceFeeds(batch, numbered),
  target: tensor('int32', [batch.time, batch.size], batch.target),
  labels: tensor('int32', [batch.time, batch.size], batch.labels),
});
