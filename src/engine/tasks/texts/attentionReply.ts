// What the tokens of a text are to a model: how they look at each other, and by what weights they are pooled.

import type { AttentionMap, AttentionReply } from '../../../protocol/attention';
import { LabError } from '../../../protocol/labError';
import type { GivenTexts, OpenTexts } from './openTexts';

interface AttendedText {
  given: string;
  /** As the model reads it. */
  cleaned: GivenTexts;
  signal: AbortSignal;
}

type AttendingModel = Pick<OpenTexts, 'answers' | 'tokensOf'> & Partial<Pick<OpenTexts, 'attend'>>;

/**
 * Maps between tokens as `encoder`, and the weights of pooling as one map with one row, the answer. Fails with
 * `INVALID_ARGUMENT` where there is neither.
 * @param answerOf what the model gives the text, and its probability where it has one
 */
export async function attentionReply(
  model: AttendingModel,
  { given, cleaned, signal }: AttendedText,
  answerOf: (row: Float32Array) => { output: string; score?: number },
): Promise<AttentionReply> {
  let pooling: number[] | undefined;
  const row = await model.answers([cleaned], { signal, attention: (_, weights) => (pooling = weights) });
  const maps = (await model.attend?.(cleaned)) ?? [];
  const { tokens, unknown, cut } = model.tokensOf(cleaned);
  if (pooling) maps.push(poolingMap(pooling));
  if (maps.length === 0)
    throw new LabError(
      'INVALID_ARGUMENT',
      'This classifier pays no attention. Choose a transformer, or a classifier with "pooling": "attention".',
    );
  const { output, score = 1 } = answerOf(row);
  return {
    source: { text: given, tokens, offsets: tokens.map(() => [0, 0]), unknown, ...(cut ? { cut } : {}) },
    target: { text: output, tokens: [output], offsets: [[0, output.length]], unknown: [false] },
    targetInputs: [],
    tokenLogProbabilities: [Math.log(score)],
    maps,
  };
}

const poolingMap = (weights: readonly number[]): AttentionMap => ({
  ...{ kind: 'cross', layer: 0, head: 0, rows: 1, columns: weights.length },
  weights: Float32Array.from(weights),
});
