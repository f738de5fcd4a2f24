// Which token stands where one was masked: a transformation of the state, and a product with the token vectors (Devlin et al. 2019, in
// the form of their code): logits = LayerNorm(gelu(W·h + b))·Eᵀ + c. It knows no encoder.

import type { Value } from '../../graph/value';
import { activations } from '../../nn/activations';
import { layerNorm, layerNormParameters } from '../../nn/layerNorm';
import { linear, linearParameters } from '../../nn/linear';
import type { Bound } from '../../nn/parameters';
import type { Table } from '../placedTokens';
import { outputLogits, outputParameters, type OutputTree } from '../sequence/texts';

export type MaskedTree = {
  transform: ReturnType<typeof linearParameters>;
  norm: ReturnType<typeof layerNormParameters>;
  /** A bias for each token; its weights are the token vectors. */
  output: OutputTree;
};

/** @param sizes `width` of the states, `vectors` of the token vectors */
export const maskedParameters = ({
  vocabulary,
  width,
  vectors,
}: Record<'vocabulary' | 'width' | 'vectors', number>): MaskedTree => ({
  transform: linearParameters({ inputs: width, outputs: vectors }),
  norm: layerNormParameters({ width: vectors }),
  output: outputParameters({ targetVocabulary: vocabulary }, { inputs: vectors, tieEmbeddings: true }),
});

/** states [..., width] -> [..., vocabulary]. @param table the token vectors of the encoder */
export const maskedLogits = (p: Bound<MaskedTree>, table: Table, states: Value): Value =>
  outputLogits(table, p.output, layerNorm(p.norm, activations.gelu(linear(p.transform, states))));
