// What sequence models made of transformer blocks have in common: the token vectors of both sides, a stack of blocks, and
// the output layer; and the names of what their layers keep of the source and of earlier positions.

import type { TransformerSettings } from '../../protocol/experiment';
import { affine, mul } from '../graph/ops';
import type { Value } from '../graph/value';
import { embedding, embeddingParameters } from '../nn/embedding';
import { zeros } from '../nn/initializers';
import { layerNorm, layerNormParameters } from '../nn/layerNorm';
import { linear, linearParameters } from '../nn/linear';
import type { KeysAndValues } from '../nn/multiHeadAttention';
import type { Bound, ParameterTree } from '../nn/parameters';
import type { Named, SequenceContext } from './sequenceModel';

export type Side = 'source' | 'target';
type Table = Bound<ReturnType<typeof embeddingParameters>>;

/** Vectors and output layer of both sides. */
export interface Texts {
  /** Left out where both sides share the target's. */
  source_embedding?: Table;
  target_embedding: Table;
  /** Without a weight the target's embeddings are it. */
  output: { weight?: Value; bias: Value };
}

/** Blocks on top of each other. */
export interface Stack<Block> {
  layers: Record<string, Block>;
  /** After the last block, where normalisation stands before the sublayers. */
  norm?: Bound<ReturnType<typeof layerNormParameters>>;
}

/** source_embedding and target_embedding [vocabulary, width]; N(0, 1 / width), as their rows are scaled by √width. */
export function embeddingsOfSides(
  { width }: TransformerSettings,
  { sourceVocabulary, targetVocabulary, shared }: SequenceContext,
): ParameterTree {
  const table = (vocabulary: number) => embeddingParameters({ vocabulary, width, deviation: width ** -0.5 });
  const ownSource: ParameterTree = shared ? {} : { source_embedding: table(sourceVocabulary) };
  return { ...ownSource, target_embedding: table(targetVocabulary) };
}

export function outputParameters(
  { width, tieEmbeddings }: TransformerSettings & { tieEmbeddings: boolean },
  { targetVocabulary }: SequenceContext,
): ParameterTree {
  return tieEmbeddings
    ? { bias: { shape: [targetVocabulary], initialize: zeros } }
    : linearParameters({ inputs: width, outputs: targetVocabulary });
}

export function stackParameters(
  { width, norm }: TransformerSettings,
  count: number,
  block: () => ParameterTree,
): ParameterTree {
  const layers = Object.fromEntries(Array.from({ length: count }, (_, layer) => [String(layer), block()]));
  return norm === 'pre' ? { layers, norm: layerNormParameters({ width }) } : { layers };
}

/** ids [...] -> [..., width], scaled by √width (Vaswani et al. 2017, 3.4) */
export function tokenVectors(p: Texts, side: Side, ids: Value): Value {
  const table = p[`${side}_embedding`] ?? p.target_embedding;
  return mul(embedding(table, ids), Math.sqrt(Number(table.weight.shape[1])));
}

/** What comes out of a stack: x [..., width] */
export const normalized = ({ norm }: Stack<unknown>, x: Value): Value => (norm ? layerNorm(norm, x) : x);

/** x [..., width] -> [..., vocabulary] */
export function logitsOf(p: Texts, x: Value): Value {
  const { bias, weight } = p.output;
  return weight ? linear({ weight, bias }, x) : affine(x, p.target_embedding.weight, bias, { transposeB: true });
}

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
