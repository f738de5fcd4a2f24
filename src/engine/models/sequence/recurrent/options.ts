// The keys of a recurrent sequence model, and what they cannot be together.

import { z } from 'zod';
import { cellEquations } from '../../../schema/cellEquations';
import type { ReportFault } from '../../../schema/fault';
import { recurrentStartFaults, recurrentStartKeys } from '../../../schema/recurrentStart';
import * as sizes from '../../../schema/sizes';
import type { SequenceAround } from '../sequenceFamily';
import { widthOfPlaces } from '../../pictures/pictureReader';
import { pictureFaults, sequenceKeys } from '../sequenceKeys';

export const schema = z.strictObject({
  type: z
    .enum(['rnn', 'lstm', 'gru'])
    .describe('An encoder and a decoder of this recurrent cell.')
    .meta({ equation: cellEquations }),
  embedding: sizes.width(256).describe('Width of the token vectors.'),
  ...sequenceKeys,
  hidden: sizes.width(256).describe('Width of the state, in each direction.'),
  layers: sizes.layers(1).describe('Recurrent layers on top of each other, in encoder and decoder.'),
  ...recurrentStartKeys,
  bidirectional: z.boolean().default(true).describe('The encoder reads from both ends.'),
  attention: z
    .enum(['none', 'dot', 'general', 'additive'])
    .default('additive')
    .describe(
      'How the decoder looks at the source: not at all, or by scores that are products ("dot", "general"; Luong et al. 2015) or from a small network ("additive"; Bahdanau et al. 2015). A picture is looked at place by place (Xu et al. 2015); with "none" it is read before the first word (Vinyals et al. 2015).',
    )
    .meta({
      equation: {
        dot: 'α = softmax(q·k), context = Σ α·k',
        general: 'α = softmax(q·W·k), context = Σ α·k',
        additive: 'α = softmax(u·tanh(W·q + V·k + b)), context = Σ α·k',
      },
    }),
  inputFeeding: z
    .boolean()
    .default(true)
    .describe('What attention found in a step is input of the next one (Luong et al. 2015).'),
  reverseSource: z.boolean().default(false).describe('Read the source from its end (Sutskever et al. 2014).'),
  bridge: z
    .enum(['zero', 'copy', 'linear'])
    .default('linear')
    .describe(
      'How the decoder begins: with zeros, with the last states of the encoder (both directions added), or with these through a layer.',
    ),
  tieEmbeddings: sizes.tieEmbeddings(false),
  dropout: sizes.dropout(0.3),
});

export type Options = z.output<typeof schema>;

export function faults(options: Options, around: SequenceAround, report: ReportFault): void {
  const { attention, bidirectional, bridge, hidden, reverseSource } = options;
  const { decoding, pictures } = around;
  pictureFaults(options, around, report);
  recurrentStartFaults(options, report);
  if (!pictures && attention === 'dot' && bidirectional)
    report(
      ['model', 'attention'],
      'With "dot" the states of encoder and decoder need one width: set "bidirectional" to false, or use "general".',
    );
  const ofPictures = pictures && 'features' in pictures ? hidden : (widthOfPlaces(options.encoder) ?? hidden);
  if (pictures && bridge === 'copy' && attention !== 'none' && ofPictures !== hidden)
    report(
      ['model', 'bridge'],
      `With "copy" the decoder begins with what the encoder gives, ${ofPictures} numbers, and has ${hidden} itself: use "linear".`,
    );
  if (pictures && attention === 'dot' && ofPictures !== hidden)
    report(
      ['model', 'attention'],
      `With "dot" places of the picture and states of the decoder need one width, and have ${ofPictures} and ${hidden}: use "general".`,
    );
  if (pictures && reverseSource)
    report(['model', 'reverseSource'], 'A picture has no end to be read from: leave it out.');
  if (decoding.replaceUnknown && attention === 'none')
    report(['decoding', 'replaceUnknown'], 'Unknown words are replaced by attention: choose "model.attention".');
}
