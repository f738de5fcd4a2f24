// A text beside the model that is to be explained on it: what methods can ask of the two. A model offers what it has; which methods
// there are follows from that.

import type { TextFeature } from '../../protocol/explanation';
import type { AttributedToken, AttributionCaution, AttributionMethod } from '../../protocol/attribution';
import type { TextCut } from '../../protocol/answer';
import type { AttentionLayer } from './attentionFlow';
import type { ErasableText } from './leaveOneOut';
import type { ScaledScore } from './scaledScore';

export type PlacedToken = Omit<AttributedToken, 'share'>;

/** The tokens of one text in their places. */
export const inPlaces = (
  tokens: readonly string[],
  offsets: readonly (readonly [number, number])[],
  unknown: readonly boolean[],
): PlacedToken[] =>
  tokens.map((token, i) => {
    const [start, end] = offsets[i];
    return { token, text: 0, start, end, isUnknown: unknown[i] };
  });

/** How a model attends to a text: `layers` between its tokens, `pooled` to their states. */
export interface TextAttention {
  layers: readonly AttentionLayer[];
  pooled?: ArrayLike<number>;
}

/** A model has several scores, a label's or a tag's each; which is meant says a direction, the weight of each in a sum. */
export interface ExplainedText {
  readonly tokens: readonly PlacedToken[];
  readonly cut?: TextCut;
  /** Why gradients by token vectors say little of its scores. */
  readonly caution?: AttributionCaution;
  /** Of models with token vectors. */
  scaled?: (direction: Float32Array) => ScaledScore;
  /** Of every model. */
  erasable: (direction: Float32Array) => ErasableText;
  /** Of models that attend. */
  attention?: () => Promise<TextAttention>;
  /** The features of the text with what they add to the score of a label; of models with a weight for each. */
  features?: (target: number) => TextFeature[];
}

/** In the order in which they are offered: those that say little behind the one that always says something. */
export function methodsOf({ scaled, attention, features, caution }: ExplainedText): AttributionMethod[] {
  const gradients: AttributionMethod[] = scaled ? ['integrated', 'gradient'] : [];
  return [
    ...(features ? (['weights'] as const) : []),
    ...(caution ? (['leave-one-out', ...gradients] as const) : ([...gradients, 'leave-one-out'] as const)),
    ...(attention ? (['attention'] as const) : []),
  ];
}

/** Whether it asks for gradients by token vectors. */
export const isByGradients = (method: AttributionMethod): boolean => method === 'integrated' || method === 'gradient';

/** One of several against the mean of the others, which is what decides among them: with two, the difference of the two scores. */
export function againstOthers(scores: number, target: number): Float32Array {
  const direction = new Float32Array(scores).fill(scores > 1 ? -1 / (scores - 1) : 0);
  direction[target] = 1;
  return direction;
}

/** A score by itself. */
export function alone(scores: number, target: number): Float32Array {
  const direction = new Float32Array(scores);
  direction[target] = 1;
  return direction;
}

/** Σ direction · scores, of the row that begins at `from`. */
export function inDirection(direction: Float32Array, scores: ArrayLike<number>, from = 0): number {
  let sum = 0;
  for (let k = 0; k < direction.length; k++) if (direction[k] !== 0) sum += direction[k] * scores[from + k];
  return sum;
}
