// A decoder alone at work: the source once, then one position of the target at a time.

import { add, reshape } from '../../../graph/ops';
import type { Value } from '../../../graph/value';
import { attendToPlaces, seenByAll, seenByItself, type KeysAndValues } from '../../../nn/multiHeadAttention';
import { encoderBlock, type SelfAttention } from '../../../nn/transformer';
import { emptyPast, hypothesisVectors, layerOf, namedLayers, stepOutputs } from '../blockSteps';
import type { Encoded, SourceInputs, StepInputs, StepOutputs } from '../sequenceModel';
import { placesAt, readSource, type Design, type Parameters } from './design';

export function encode(design: Design, p: Parameters, inputs: SourceInputs): Encoded {
  const { layers, bias, length } = readSource(design, p, inputs, 'inference');
  return {
    memory: { bias, length, ...namedLayers(layers) },
    state: {},
    past: emptyPast(layers.length, inputs.sourceMask, design.options),
  };
}

export function step(design: Design, p: Parameters, { memory, past, tokens, position }: StepInputs): StepOutputs {
  const [batch, beam] = tokens.shape;
  const { options } = design;
  const { vectors, turned } = placesAt(design, p, reshape(add(memory.length, position), [1, batch]));
  let x = hypothesisVectors(p, tokens, vectors);
  const pastBias = reshape(past.bias, [batch, 1, beam, past.bias.shape[2]]);
  const present: KeysAndValues[] = [];
  let weights: Value | undefined; // to the source, [batch, heads, beam, sourceTime]
  Object.values(p.decoder.layers).forEach((block, layer) => {
    const source = seenByAll(layerOf(memory, layer), memory.bias);
    const before = seenByAll(layerOf(past.slots, layer), pastBias);
    const toAll: SelfAttention = (queries, own) => {
      present.push(own);
      const attended = attendToPlaces(queries, [source, before, seenByItself(own)]);
      return { output: attended.output, weights: attended.weights[0] };
    };
    ({ x, weights } = encoderBlock(block, x, turned(toAll), options, { stream: '', mode: 'inference' }));
  });
  return stepOutputs(p, tokens, { x, weights }, present);
}
