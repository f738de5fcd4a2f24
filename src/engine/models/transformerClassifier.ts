// One label for each text (N21) by an encoder of transformer blocks (Vaswani et al. 2017): embedding and positions, layers
// in which every token looks at every other, the mean or the largest values of all tokens, a linear layer to the logits.

import type { TransformerClassifierOptions } from '../../protocol/experiment';
import { add, mul, reshape } from '../graph/ops';
import type { Value } from '../graph/value';
import { dropout, type Mode } from '../nn/dropout';
import { embedding, embeddingParameters } from '../nn/embedding';
import { layerNorm, layerNormParameters } from '../nn/layerNorm';
import { linear, linearParameters } from '../nn/linear';
import { paddingBias } from '../nn/multiHeadAttention';
import type { Bound, ParameterTree } from '../nn/parameters';
import { attentionPooling, attentionPoolingParameters, maxPooling, meanPooling } from '../nn/pooling';
import { positionParameters, positionTable } from '../nn/positions';
import {
  encoderBlock,
  encoderBlockParameters,
  wholeSequence,
  type BlockOptions,
  type EncoderBlock,
} from '../nn/transformer';
import type { Classifier, ClassifierContext } from './classifier';

interface Parameters {
  embedding: Bound<ReturnType<typeof embeddingParameters>>;
  positions?: Bound<ReturnType<typeof positionParameters>>;
  layers: Record<string, EncoderBlock>;
  /** After the last block, where normalisation stands before the sublayers. */
  norm?: Bound<ReturnType<typeof layerNormParameters>>;
  attention?: Bound<ReturnType<typeof attentionPoolingParameters>>;
  output: Bound<ReturnType<typeof linearParameters>>;
}

/** @param context `longest`: no text has more tokens */
export function transformerClassifier(
  options: TransformerClassifierOptions,
  { vocabulary, classes, longest }: ClassifierContext & { longest: number },
): Classifier {
  const { width, norm, pooling, dropout: rate } = options;
  const block: BlockOptions = options;
  const sizes = { positions: longest, width };
  const learned: ParameterTree = options.positions === 'learned' ? { positions: positionParameters(sizes) } : {};
  const finalNorm: ParameterTree = norm === 'pre' ? { norm: layerNormParameters({ width }) } : {};
  const pool: ParameterTree = pooling === 'attention' ? { attention: attentionPoolingParameters({ width }) } : {};
  const blocks = Array.from({ length: options.layers }, (_, layer) => [String(layer), encoderBlockParameters(block)]);
  const tree: ParameterTree = {
    embedding: embeddingParameters({ vocabulary, width, deviation: width ** -0.5 }),
    ...learned,
    layers: Object.fromEntries(blocks) as ParameterTree,
    ...finalNorm,
    ...pool,
    output: linearParameters({ inputs: width, outputs: classes }),
  };

  /** ids [time, batch] -> [time, batch, width] */
  function embed(p: Parameters, ids: Value, mode: Mode): Value {
    const [time] = ids.shape;
    const { dtype } = p.embedding.weight;
    const table = positionTable(p.positions?.weight, { ...sizes, dtype: dtype === 'float64' ? dtype : 'float32' });
    const tokens = mul(embedding(p.embedding, ids), Math.sqrt(width));
    const places = reshape(table.first(time), [time, 1, width]);
    return dropout(add(tokens, places), { rate, stream: 'embedding', mode });
  }

  function pooled(p: Parameters, x: Value, mask: Value): { pooled: Value; weights?: Value } {
    if (p.attention) return attentionPooling(p.attention, x, mask);
    return { pooled: pooling === 'max' ? maxPooling(x, mask) : meanPooling(x, mask) };
  }

  return {
    parameters: tree,
    /** ids, mask [time, batch] -> logits [batch, classes], weights [time, batch], attention of each layer */
    forward(parameters, { ids, mask }, mode) {
      const p = parameters as unknown as Parameters;
      const bias = paddingBias(mask, p.embedding.weight.dtype);
      const attention: Value[] = [];
      let x = embed(p, ids, mode);
      Object.values(p.layers).forEach((layer, number) => {
        const run = { stream: `layer ${number}`, mode };
        const result = encoderBlock(layer, x, wholeSequence(bias, block, run), block, run);
        x = result.x; // [time, batch, width]
        attention.push(result.weights);
      });
      const last = pooled(p, p.norm ? layerNorm(p.norm, x) : x, mask);
      const vector = dropout(last.pooled, { rate, stream: 'pooled', mode });
      return { logits: linear(p.output, vector), weights: last.weights, attention };
    },
  };
}
