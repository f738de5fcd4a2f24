// A decoder alone (Liu et al. 2018; a prefix language model, Raffel et al. 2020): source and target are one text, read by
// one stack of self-attention, and the loss is on the target:
//
//   s_1 ... s_n <bos> y_1 ... y_m     at <bos> the model says y_1, at y_1 it says y_2, ..., at y_m <eos>
//
// No source token ever sees the target. So the source's rows are computed by themselves, once, and the target's rows see
// their keys and values before their own: the same numbers as one long sequence, without its upper half. Padding between
// the two is masked, and the target's positions count on from the source's own length, so that padding changes nothing.

import { defineSequence } from '../sequenceFamily';
import { transformerSequenceFaults } from '../sequenceKeys';
import type { SequenceContext, SequenceLayers } from '../sequenceModel';
import { encode, step } from './decoding';
import { designOf, parametersOf, type Tree } from './design';
import { schema, type Options } from './options';
import { forward } from './training';

function build(options: Options, context: SequenceContext): SequenceLayers<Tree> {
  const design = designOf(options, context);
  return {
    parameters: parametersOf(design, context),
    longest: context.longest,
    ...(design.reader && { source: design.reader.source }),
    forward: (p, inputs, mode) => forward(design, p, inputs, mode),
    encode: (p, inputs) => encode(design, p, inputs),
    step: (p, inputs) => step(design, p, inputs),
  };
}

export const decoderOnly = defineSequence(schema, { attends: () => true, faults: transformerSequenceFaults, build });
