// Encoder and decoder of transformer blocks (Vaswani et al. 2017).

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

export const transformer = defineSequence(schema, { attends: () => true, faults: transformerSequenceFaults, build });
