// All that makes a sequence-to-sequence model but its parameters, as plain data: whoever has it can build the model.

import { createSequenceModel, type SequenceOptions } from '../models/sequence/createSequenceModel';
import type { SequenceContext, SequenceModel } from '../models/sequence/sequenceModel';
import type { Feeds, SessionSettings } from '../runtime/session';
import { createSequenceSession, type SequenceSession } from './sequenceSession';

export interface SequenceDesign {
  options: SequenceOptions;
  context: SequenceContext;
}

export const modelOf = ({ options, context }: SequenceDesign): SequenceModel => createSequenceModel(options, context);

/** @param fixed parameters that never change: the decoder is made for them, and faster */
export function openDesign(design: SequenceDesign, settings: SessionSettings, fixed?: Feeds): SequenceSession {
  const { longest, padding, targetVocabulary } = design.context;
  return createSequenceSession(modelOf(design), { maxLength: longest - 1, padding }, settings, targetVocabulary, fixed);
}
