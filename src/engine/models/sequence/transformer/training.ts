// An encoder and a decoder of transformer blocks while the target is known: all positions at once, under a causal mask.

import type { Mode } from '../../../nn/dropout';
import { causalBias } from '../../../nn/multiHeadAttention';
import { decoderBlock, memoryOf, wholeSequence, type BlockRun } from '../../../nn/transformer';
import { normalized } from '../../../nn/transformerStack';
import type { LayerWeights, SequenceInputs, SequenceOutputs } from '../sequenceModel';
import { logitsOf } from '../texts';
import { embed, encodeSource, type Design, type Parameters } from './design';

export function forward(design: Design, p: Parameters, inputs: SequenceInputs, mode: Mode): SequenceOutputs {
  const { options, places } = design;
  const { memory, bias, weights, tracked } = encodeSource(design, p, inputs, mode);
  const [time] = inputs.target.shape;
  const causal = causalBias(time, places.positions, 'float32');
  let x = embed(design, p, 'target', inputs.target, mode);
  const encoder = weights.map((each, layer): LayerWeights => ({ kind: 'encoder', layer, weights: each }));
  const decoder: LayerWeights[] = [];
  const cross: LayerWeights[] = [];
  Object.values(p.decoder.layers).forEach((block, layer) => {
    const run: BlockRun = { stream: `decoder ${layer}`, mode, place: { part: 'decoder', number: layer } };
    const view = { ...memoryOf(block, memory, options), bias };
    const result = decoderBlock(block, x, wholeSequence(causal, options, run), view, options, run);
    x = result.x;
    decoder.push({ kind: 'decoder', layer, weights: result.weights });
    cross.push({ kind: 'cross', layer, weights: result.cross });
  });
  return { logits: logitsOf(p, normalized(p.decoder, x)), attention: [...encoder, ...decoder, ...cross], tracked };
}
