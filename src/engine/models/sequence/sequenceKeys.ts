// The keys that sequence models of several families have, and what those made of transformer blocks cannot be together.

import type { ReportFault } from '../../schema/fault';
import { fromKey } from '../../schema/from';
import { pretrainedSchema } from '../../schema/pretrained';
import { pictureEncoderFaults, pictureEncoderKey, type EncoderOptions } from '../pictures/pictureReader';
import { rotaryFaults, transformerFaults, transformerKeys } from '../transformerKeys';
import type { SequenceAround } from './sequenceFamily';

export const sequenceKeys = {
  encoder: pictureEncoderKey,
  from: fromKey,
  pretrained: pretrainedSchema('the source tokens (of both sides with "sharedVocabulary")'),
  pretrainedTarget: pretrainedSchema('the target tokens'),
};

export const transformerSequenceKeys = {
  ...transformerKeys({ width: 256, heads: 8, feedForward: 512 }),
  ...sequenceKeys,
};

interface PictureKeys {
  encoder?: EncoderOptions;
  pretrained?: unknown;
  from?: unknown;
}

/** Of any family: what reads pictures where there are none, and what reads texts where there are pictures. */
export function pictureFaults(
  { encoder, pretrained, from }: PictureKeys,
  { decoding, pictures }: SequenceAround,
  report: ReportFault,
): void {
  if (!pictures) {
    if (encoder)
      report(
        ['model', 'encoder'],
        '"model.encoder" reads pictures, and the sources are texts: leave it out, or name the pictures by "data.source": { "image": "<column>" }.',
      );
    return;
  }
  if ('size' in pictures) pictureEncoderFaults(encoder, pictures.size, report);
  else if (encoder)
    report(['model', 'encoder'], '"model.encoder" reads pixels, and what is in the pictures was found already ("data.source.features"): leave it out.'); // prettier-ignore
  if (pretrained)
    report(['model', 'pretrained'], 'Pictures have no token vectors: use "pretrainedTarget", for the texts.');
  if (from) report(['model', 'from'], 'What reads pictures cannot begin with an encoder of texts: leave it out.');
  if (decoding.replaceUnknown)
    report(['decoding', 'replaceUnknown'], 'In a picture there are no words that could be copied: leave it out.');
}

export function transformerSequenceFaults(
  options: { width: number; heads: number; positions: string } & PictureKeys,
  around: SequenceAround,
  report: ReportFault,
): void {
  const { training } = around;
  pictureFaults(options, around, report);
  transformerFaults(options, training, report);
  rotaryFaults(options, report);
  const { from, to } = training.teacherForcing;
  if (from < 1 || to < 1)
    report(['training', 'teacherForcing'], 'Transformers are always given the right tokens: leave it out.');
}
