// The keys that sequence models of several families have, and what those made of transformer blocks cannot be together.

import type { ReportFault } from '../../schema/fault';
import { fromKey } from '../../schema/from';
import { pretrainedSchema } from '../../schema/pretrained';
import { rotaryFaults, transformerFaults, transformerKeys } from '../transformerKeys';
import type { SequenceAround } from './sequenceFamily';

export const pretrainedSides = {
  from: fromKey,
  pretrained: pretrainedSchema('the source tokens (of both sides with "sharedVocabulary")'),
  pretrainedTarget: pretrainedSchema('the target tokens'),
};

export const transformerSequenceKeys = {
  ...transformerKeys({ width: 256, heads: 8, feedForward: 512 }),
  ...pretrainedSides,
};

export function transformerSequenceFaults(
  options: { width: number; heads: number; positions: string },
  { training }: SequenceAround,
  report: ReportFault,
): void {
  transformerFaults(options, training, report);
  rotaryFaults(options, report);
  const { from, to } = training.teacherForcing;
  if (from < 1 || to < 1)
    report(['training', 'teacherForcing'], 'Transformers are always given the right tokens: leave it out.');
}
