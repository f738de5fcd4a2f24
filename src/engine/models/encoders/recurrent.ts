// Recurrent layers over token vectors, from one end or from both.

import { z } from 'zod';
import { concat, fill } from '../../graph/ops';
import { dropout } from '../../nn/dropout';
import { embeddingParameters } from '../../nn/embedding';
import * as nn from '../../nn/recurrent';
import { cellEquations } from '../../schema/cellEquations';
import { fromKey } from '../../schema/from';
import { pretrainedSchema } from '../../schema/pretrained';
import type { ReportFault } from '../../schema/fault';
import { recurrentStartFaults, recurrentStartKeys, recurrentStartOf } from '../../schema/recurrentStart';
import * as sizes from '../../schema/sizes';
import { readTokens } from './encoded';
import { defineEncoder, poolingKey, type Encoder, type EncoderContext } from './encoder';

const schema = z.strictObject({
  type: z
    .enum(['rnn', 'lstm', 'gru'])
    .describe('The recurrent cell: "rnn" (tanh), "lstm" (long short-term memory), "gru" (gated recurrent unit).')
    .meta({ equation: cellEquations }),
  embedding: sizes.width(128).describe('Width of the token vectors.'),
  from: fromKey,
  pretrained: pretrainedSchema('the tokens'),
  hidden: sizes.width(128).describe('Width of the state, in each direction.'),
  layers: sizes.layers(1).describe('Recurrent layers on top of each other.'),
  bidirectional: z.boolean().default(true).describe('Read the text from both ends.'),
  ...recurrentStartKeys,
  pooling: poolingKey(
    ['last', 'mean', 'max', 'attention'],
    'max',
    'How the states of all steps become one vector for the text.',
  ),
  mask: z
    .boolean()
    .optional()
    .describe(
      'Steps of padding leave the state as it is and count nowhere (true, when left out); false: they are read and pooled as tokens are, as in a network without masking. Needs "training.padTo" of "maxLength".',
    ),
  dropout: sizes.dropout(0.3),
});

type Options = z.output<typeof schema>;

type Tree = {
  embedding: ReturnType<typeof embeddingParameters>;
  recurrent: nn.RecurrentParameters;
};

function build(options: Options, { vocabulary, padding }: EncoderContext): Encoder<Tree> {
  const { type: cell, embedding: width, hidden, layers, bidirectional, dropout: rate, mask: isMasked = true } = options;
  const directions = bidirectional ? 2 : 1;
  const start = recurrentStartOf(options);
  const recurrentOptions: nn.RecurrentOptions = { cell, inputs: width, hidden, layers, bidirectional, start };
  return {
    width: directions * hidden,
    parameters: {
      // Vectors that start small are soon shaped by the task; with N(0, 1) what few texts teach drowns in the first noise.
      embedding: embeddingParameters({ vocabulary, width, deviation: 0.1 }),
      recurrent: nn.recurrentParameters(recurrentOptions),
    },
    encode(p, inputs, mode) {
      const { mask } = inputs;
      const embedded = dropout(readTokens(p.embedding, inputs), { rate, stream: 'embedding', mode }); // [time, batch, embedding]
      const run = { ...(isMasked && { mask, padding }), dropout: { rate, stream: 'recurrent', mode } };
      const { output, last } = nn.recurrent(p.recurrent, embedded, recurrentOptions, run);
      const top = last.slice(-directions).map(({ h }) => h);
      const counted = isMasked ? {} : { counted: fill(1, mask.shape, 'bool') };
      return { states: output, last: concat(top, 1), ...counted };
    },
  };
}

function faults(options: Options, { padTo }: { padTo?: 'batch' | 'maxLength' }, report: ReportFault): void {
  const { mask = true } = options;
  recurrentStartFaults(options, report);
  if (!mask && padTo !== 'maxLength')
    report(
      ['model', 'mask'],
      'Where padding counts, an answer must not hang on what stands beside a text in its batch: with "model.mask" of false set "training.padTo" to "maxLength".',
    );
}

export const recurrent = defineEncoder(schema, { attends: () => false, faults, build });
