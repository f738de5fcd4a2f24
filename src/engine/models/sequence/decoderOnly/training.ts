// A decoder alone while the target is known: its rows see the source's keys and values before their own.

import { add, concat, fill, reshape } from '../../../graph/ops';
import type { Value } from '../../../graph/value';
import { dropout, type Mode } from '../../../nn/dropout';
import { attendToPlaces, causalBias, seenByAll, type KeysAndValues } from '../../../nn/multiHeadAttention';
import { firstNumbers } from '../../../nn/positions';
import { encoderBlock } from '../../../nn/transformer';
import { normalized } from '../../../nn/transformerStack';
import { positionsFor, tokenVectors } from '../../placedTokens';
import type { LayerWeights, SequenceInputs, SequenceOutputs } from '../sequenceModel';
import { logitsOf } from '../texts';
import { readSource, type Design, type Parameters } from './design';

export function forward(design: Design, p: Parameters, inputs: SequenceInputs, mode: Mode): SequenceOutputs {
  const { options, longest, places } = design;
  const { heads, dropout: rate } = options;
  const source = readSource(design, p, inputs, mode);
  const [sourceTime] = inputs.source.shape;
  const [time, batch] = inputs.target.shape;
  const numbers = add(reshape(firstNumbers(time, longest), [time, 1]), reshape(source.length, [1, batch]));
  const positions = positionsFor(p.target_embedding, p.positions, places).at(numbers);
  const vectors = add(tokenVectors(p.target_embedding, inputs.target), positions); // [time, batch, width]
  let x = dropout(vectors, { rate, stream: 'target embedding', mode });
  const causal = causalBias(time, longest, x.dtype);
  const later = fill(0, [batch, heads, sourceTime, time], x.dtype);
  const attention: LayerWeights[] = [];
  Object.values(p.decoder.layers).forEach((block, layer) => {
    const run = { stream: `target ${layer}`, mode };
    const toBoth = (queries: Value, own: KeysAndValues) => {
      const both = [seenByAll(source.layers[layer], source.bias), seenByAll(own, causal)];
      const drop = { rate, stream: `${run.stream} weights`, mode };
      const { output, weights } = attendToPlaces(queries, both, { dropout: drop });
      return { output, weights: concat(weights, 3) };
    };
    const result = encoderBlock(block, x, toBoth, options, run);
    x = result.x;
    const weights = concat([concat([source.weights[layer], later], 3), result.weights], 2);
    attention.push({ kind: 'joint', layer, weights });
  });
  return { logits: logitsOf(p, normalized(p.decoder, x)), attention };
}
