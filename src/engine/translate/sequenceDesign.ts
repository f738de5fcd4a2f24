// All that makes a sequence-to-sequence model but its parameters, as plain data: whoever has it can build the model.

import type { SequenceExperiment } from '../../protocol/experiment';
import { createSequenceModel, type SequenceOptions } from '../models/sequence/createSequenceModel';
import type { SequenceContext, SequenceModel } from '../models/sequence/sequenceModel';
import type { Feeds, SessionSettings } from '../runtime/session';
import { createSequenceSession, type SequenceSession } from './sequenceSession';
import type { SequenceText } from './sequenceText';

export interface SequenceDesign {
  options: SequenceOptions;
  context: SequenceContext;
}

export const designOf = (experiment: SequenceExperiment, { source, target }: SequenceText): SequenceDesign => ({
  options: experiment.model,
  context: {
    sourceVocabulary: source.vocabulary.tokens.length,
    targetVocabulary: target.vocabulary.tokens.length,
    shared: experiment.sharedVocabulary,
    longest: experiment.training.maxLength + 1,
    padding: experiment.training.padding,
  },
});

export const modelOf = ({ options, context }: SequenceDesign): SequenceModel => createSequenceModel(options, context);

/** @param fixed parameters that never change: the decoder is made for them, and faster */
export function openDesign(design: SequenceDesign, settings: SessionSettings, fixed?: Feeds): SequenceSession {
  const { longest, padding, targetVocabulary } = design.context;
  return createSequenceSession(modelOf(design), { maxLength: longest - 1, padding }, settings, targetVocabulary, fixed);
}
