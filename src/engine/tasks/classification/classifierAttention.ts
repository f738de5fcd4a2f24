// What the tokens of a text are to a classifier: how they look at each other, and by what weights they are pooled.

import type { AttentionMap, AttentionReply } from '../../../protocol/attention';
import { LabError } from '../../../protocol/labError';
import { decide } from './decide';
import type { TextClassifier } from './textClassifier';

export interface AttendedText {
  given: string;
  /** As the classifier reads it. */
  cleaned: string;
  labels: readonly string[];
  signal: AbortSignal;
}

/**
 * Maps between tokens as `encoder`, and the weights of pooling as one map with one row, the label. Fails with
 * `INVALID_ARGUMENT` where there is neither.
 */
export async function attentionOf(
  classifier: TextClassifier,
  { given, cleaned, labels, signal }: AttendedText,
): Promise<AttentionReply> {
  let pooling: number[] | undefined;
  const logProbabilities = await classifier.classify([cleaned], {
    signal,
    attention: (_, weights) => (pooling = weights),
  });
  const maps = (await classifier.attend?.(cleaned)) ?? [];
  const { tokens, unknown, cut } = classifier.tokensOf(cleaned);
  if (pooling) maps.push(poolingMap(pooling));
  if (maps.length === 0)
    throw new LabError(
      'INVALID_ARGUMENT',
      'This classifier pays no attention. Choose a transformer, or a classifier with "pooling": "attention".',
    );
  const { output: label, score } = decide(Array.from(logProbabilities, Math.exp), labels, classifier.thresholds);
  return {
    source: { text: given, tokens, offsets: tokens.map(() => [0, 0]), unknown, ...(cut ? { cut } : {}) },
    target: { text: label, tokens: [label], offsets: [[0, label.length]], unknown: [false] },
    targetInputs: [],
    tokenLogProbabilities: [Math.log(score)],
    maps,
  };
}

const poolingMap = (weights: readonly number[]): AttentionMap => ({
  ...{ kind: 'cross', layer: 0, head: 0, rows: 1, columns: weights.length },
  weights: Float32Array.from(weights),
});
