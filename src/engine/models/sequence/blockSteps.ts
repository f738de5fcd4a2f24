// What sequence models made of transformer blocks have in common in decoding, one position at a time: the hypotheses of a
// sentence stand where positions stand in training, [beam, batch, width]; the keys and values of earlier ones are kept.

import { multiplyDims } from '../../graph/dims';
import { add, fill, mean, reshape, transpose } from '../../graph/ops';
import type { Value } from '../../graph/value';
import type { AttentionSizes, KeysAndValues } from '../../nn/multiHeadAttention';
import type { Bound } from '../../nn/parameters';
import { normalized, type StackTree } from '../../nn/transformerStack';
import { tokenVectors } from '../placedTokens';
import type { Named, StepOutputs } from './sequenceModel';
import { logitsOf, type TextsTree } from './texts';

type Parameters = Bound<TextsTree & { decoder: Pick<StackTree<never>, 'norm'> }>;

/** Keys and values of all layers under names of their own: `keys0`, `values0`, `keys1`, ... */
export const namedLayers = (layers: readonly KeysAndValues[]): Record<string, Value> =>
  Object.fromEntries(
    layers.flatMap(({ keys, values }, number) => [
      [`keys${number}`, keys],
      [`values${number}`, values],
    ]),
  );

/** Of those, one layer's. */
export const layerOf = (values: Named, number: number): KeysAndValues => ({
  keys: values[`keys${number}`],
  values: values[`values${number}`],
});

/** What earlier positions left before there were any. */
export function emptyPast(layers: number, sourceMask: Value, { width, heads }: AttentionSizes): Named {
  const [, batch] = sourceMask.shape;
  const nothing = fill(0, [batch, heads, 0, width / heads], 'float32');
  return namedLayers(Array.from({ length: layers }, () => ({ keys: nothing, values: nothing })));
}

/** tokens [batch, beam], places [1, batch or 1, width] if any -> [beam, batch, width] */
export function hypothesisVectors(p: Parameters, tokens: Value, places: Value | undefined): Value {
  const vectors = tokenVectors(p.target_embedding, transpose(tokens, [1, 0]));
  return places ? add(vectors, places) : vectors;
}

/**
 * What a step gives.
 * @param tokens [batch, beam]
 * @param last x [beam, batch, width] after the last block, and how it looked at the source, [batch, heads, beam, sourceTime]
 */
export function stepOutputs(
  p: Parameters,
  tokens: Value,
  { x, weights }: { x: Value; weights: Value | undefined },
  present: readonly KeysAndValues[],
): StepOutputs {
  const rows = multiplyDims(tokens.shape[0], tokens.shape[1]);
  const last = reshape(transpose(x, [1, 0, 2]), [rows, x.shape[2]]);
  return {
    logits: logitsOf(p, normalized(p.decoder, last)),
    state: {},
    present: namedLayers(present),
    attention: weights && reshape(mean(weights, [1]), [rows, weights.shape[3]]),
  };
}
