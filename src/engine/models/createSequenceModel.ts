// Finds the sequence-to-sequence family that an experiment asks for.

import type { SequenceModelOptions } from '../../protocol/experiment';
import { decoderOnlySequence } from './decoderOnlySequence';
import { recurrentSequence } from './recurrentSequence';
import type { SequenceContext, SequenceModel } from './sequenceModel';
import { transformerSequence } from './transformerSequence';

export function createSequenceModel(options: SequenceModelOptions, context: SequenceContext): SequenceModel {
  switch (options.type) {
    case 'rnn':
    case 'lstm':
    case 'gru':
      return recurrentSequence(options, context);
    case 'transformer':
      return transformerSequence(options, context);
    case 'decoder-only':
      return decoderOnlySequence(options, context);
  }
}
