// A decoder alone while the target is known: its rows see the source's keys and values before their own.

import { add, concat, fill, reshape } from '../../../graph/ops';
import { dropout, type Mode } from '../../../nn/dropout';
import { attendToPlaces, causalBias, seenByAll } from '../../../nn/multiHeadAttention';
import { firstNumbers } from '../../../nn/positions';
import { encoderBlock, type BlockRun, type SelfAttention } from '../../../nn/transformer';
import { normalized } from '../../../nn/transformerStack';
import { placedRows, tokenVectors } from '../../placedTokens';
import type { LayerWeights, SequenceInputs, SequenceOutputs } from '../sequenceModel';
import { logitsOf } from '../texts';
import { placesAt, readSource, type Design, type Parameters } from './design';

export function forward(design: Design, p: Parameters, inputs: SequenceInputs, mode: Mode): SequenceOutputs {
  const { options, longest } = design;
  const { heads, dropout: rate } = options;
  const source = readSource(design, p, inputs, mode);
  const [sourceTime] = inputs.sourceMask.shape;
  const [time, batch] = inputs.target.shape;
  const numbers = add(reshape(firstNumbers(time, longest), [time, 1]), reshape(source.length, [1, batch]));
  const { vectors, turned } = placesAt(design, p, numbers);
  const tokens = tokenVectors(p.target_embedding, inputs.target, { part: 'decoder' }); // [time, batch, width]
  let x = dropout(vectors ? placedRows(add(tokens, vectors), 'decoder') : tokens, {
    rate,
    stream: 'target embedding',
    mode,
  });
  const causal = causalBias(time, longest, x.dtype);
  const later = fill(0, [batch, heads, sourceTime, time], x.dtype);
  const attention: LayerWeights[] = [];
  Object.values(p.decoder.layers).forEach((block, layer) => {
    const run: BlockRun = { stream: `target ${layer}`, mode, place: { part: 'decoder', number: layer } };
    const toBoth: SelfAttention = (queries, own) => {
      const both = [seenByAll(source.layers[layer], source.bias), seenByAll(own, causal)];
      const drop = { rate, stream: `${run.stream} weights`, mode };
      const { output, weights } = attendToPlaces(queries, both, { dropout: drop });
      return { output, weights: concat(weights, 3) };
    };
    const result = encoderBlock(block, x, turned(toBoth), options, run);
    x = result.x;
    const weights = concat([concat([source.weights[layer], later], 3), result.weights], 2);
    attention.push({ kind: 'joint', layer, weights });
  });
  return { logits: logitsOf(p, normalized(p.decoder, x)), attention, tracked: source.tracked };
}
