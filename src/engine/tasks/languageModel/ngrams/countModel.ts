// An n-gram model of a text that is kept as ids.

import type { Progress } from '../../../../protocol/progress';
import { countNgrams } from '../../../ngrams/countNgrams';
import { estimateNgrams, type EstimatedModel } from '../../../ngrams/kneserNey';
import type { TokenPart } from '../../../store/tokenStore';
import { inSteps } from '../../../train/inSteps';
import type { NgramOptions } from './schema';

const BLOCK = 1 << 16;

function* blocksOf(part: TokenPart): Generator<Int32Array> {
  for (let from = 0; from < part.length; from += BLOCK) {
    const ids = new Int32Array(Math.min(BLOCK, part.length - from));
    part.read(from, ids);
    yield ids;
  }
}

interface CountingContext {
  vocabulary: number;
  progress: (progress: Progress) => void;
  signal: AbortSignal;
  /** Told how many bytes the model will take while it is worked out; may refuse by throwing. */
  allow: (bytes: number) => void;
}

/** Fails with `DISK`, with `CANCELLED`, and as `allow` does. */
export async function countModel(
  train: TokenPart,
  { order, discounts, cutoff, memory }: Omit<NgramOptions, 'type'>,
  { vocabulary, allow, ...context }: CountingContext,
): Promise<EstimatedModel> {
  const counting = countNgrams(blocksOf(train), { order, vocabulary, length: train.length });
  const counted = await inSteps(counting, { phase: 'Counting', ...context });
  try {
    const estimating = estimateNgrams(counted, {
      vocabulary,
      discounts,
      cutoff,
      within: memory > 0 ? memory * 1e6 : undefined,
      allow,
    });
    return await inSteps(estimating, { phase: 'Estimating', ...context });
  } finally {
    counted.discard();
  }
}
