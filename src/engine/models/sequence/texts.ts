// The token vectors of both sides and the output layer, which all sequence models have.

import { mark } from '../../graph/marks';
import { affine } from '../../graph/ops';
import type { Value } from '../../graph/value';
import { embeddingParameters } from '../../nn/embedding';
import { zeros } from '../../nn/initializers';
import { linear, linearParameters } from '../../nn/linear';
import type { Bound, ParameterSpec } from '../../nn/parameters';
import type { OutputRows } from '../../nn/sampledSoftmax';
import type { Table } from '../placedTokens';
import type { SequenceContext } from './sequenceModel';

/** How many tokens each side knows, and whether they are the same ones. */
export type Vocabularies = Pick<SequenceContext, 'sourceVocabulary' | 'targetVocabulary' | 'shared'>;

export type Side = 'source' | 'target';

/** Vectors of both sides. */
export type SidesTree = {
  /** Left out where both sides share the target's. */
  source_embedding?: ReturnType<typeof embeddingParameters>;
  target_embedding: ReturnType<typeof embeddingParameters>;
};

/** Without a weight the target's embeddings are it. */
export type OutputTree = { weight?: ParameterSpec; bias: ParameterSpec };

export type TextsTree = SidesTree & { output: OutputTree };

/** source_embedding and target_embedding [vocabulary, width]; N(0, deviation²) */
export function embeddingsOfSides(
  { sourceVocabulary, targetVocabulary, shared }: Vocabularies,
  sizes: { width: number; deviation: number },
): SidesTree {
  const table = (vocabulary: number) => embeddingParameters({ vocabulary, ...sizes });
  return {
    ...(shared ? {} : { source_embedding: table(sourceVocabulary) }),
    target_embedding: table(targetVocabulary),
  };
}

/** @param options `inputs`: width of what the output layer reads */
export function outputParameters(
  { targetVocabulary }: Pick<SequenceContext, 'targetVocabulary'>,
  { inputs, tieEmbeddings }: { inputs: number; tieEmbeddings: boolean },
): OutputTree {
  return tieEmbeddings
    ? { bias: { shape: [targetVocabulary], initialize: zeros } }
    : linearParameters({ inputs, outputs: targetVocabulary });
}

export const tableOf = (p: Bound<SidesTree>, side: Side): Table => p[`${side}_embedding`] ?? p.target_embedding;

/** The rows of the output layer, [vocabulary, width] and [vocabulary]. */
export const outputRows = (table: Table, { weight, bias }: Bound<OutputTree>): OutputRows => ({
  weight: weight ?? table.weight,
  bias,
});

/** x [..., width] -> [..., vocabulary]. @param table whose vectors are the output layer where that has no weight */
export function outputLogits(table: Table, { weight, bias }: Bound<OutputTree>, x: Value): Value {
  const logits = weight ? linear({ weight, bias }, x) : affine(x, table.weight, bias, { transposeB: true });
  const isSequence = x.shape.length === 3;
  return isSequence
    ? mark(logits, { name: 'logits', layer: { kind: 'output' }, axes: ['time', 'batch', 'class'] })
    : logits;
}

export const logitsOf = ({ target_embedding, output }: Bound<TextsTree>, x: Value): Value =>
  outputLogits(target_embedding, output, x);
