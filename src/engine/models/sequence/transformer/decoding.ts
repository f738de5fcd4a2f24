// An encoder and a decoder of transformer blocks at work: the source once, then one position of the target at a time.

import { reshape } from '../../../graph/ops';
import type { Value } from '../../../graph/value';
import type { KeysAndValues } from '../../../nn/multiHeadAttention';
import { attendToPast } from '../../../nn/pastAttention';
import { decoderBlock, memoryOf } from '../../../nn/transformer';
import { positionsFor } from '../../placedTokens';
import { emptyPast, hypothesisVectors, layerOf, namedLayers, stepOutputs } from '../blockSteps';
import type { Encoded, SourceInputs, StepInputs, StepOutputs } from '../sequenceModel';
import { encodeSource, type Design, type Parameters } from './design';

export function encode(design: Design, p: Parameters, inputs: SourceInputs): Encoded {
  const { options } = design;
  const { memory, bias } = encodeSource(design, p, inputs, 'inference');
  const layers = Object.values(p.decoder.layers);
  return {
    memory: { bias, ...namedLayers(layers.map((block) => memoryOf(block, memory, options))) },
    state: {},
    past: emptyPast(layers.length, inputs.sourceMask, options),
  };
}

export function step(
  { options, places }: Design,
  p: Parameters,
  { memory, past, tokens, position }: StepInputs,
): StepOutputs {
  const table = positionsFor(p.target_embedding, p.target_positions, places);
  let x = hypothesisVectors(p, tokens, reshape(table.at(position), [1, 1, options.width]));
  const present: KeysAndValues[] = [];
  let cross: Value | undefined; // [batch, heads, beam, sourceTime]
  Object.values(p.decoder.layers).forEach((block, layer) => {
    const toPast = (queries: Value, own: KeysAndValues) => {
      present.push(own);
      return attendToPast(queries, own, { ...layerOf(past.slots, layer), bias: past.bias });
    };
    const view = { ...layerOf(memory, layer), bias: memory.bias };
    ({ x, cross } = decoderBlock(block, x, toPast, view, options, { stream: '', mode: 'inference' }));
  });
  return stepOutputs(p, tokens, { x, weights: cross }, present);
}
