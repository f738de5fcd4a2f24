// The key `training.outputLayer` of language models: which tokens the right one is told from in a step.

import { z } from 'zod';
import { withShorthand } from './shorthand';

const samples = z
  .int()
  .min(1)
  .max(1_000_000)
  .default(512)
  .describe('Tokens drawn for each step; all its places share them.');

const full = z.strictObject({
  type: z
    .literal('full')
    .describe('The softmax over the whole vocabulary.')
    .meta({ equation: 'loss = −ln softmax(s)[right]' }),
});

const sampled = z.strictObject({
  type: z
    .literal('sampled')
    .describe(
      'A softmax over the right token and drawn ones, each score less the logarithm of how often it is drawn (Jean et al. 2015).',
    )
    .meta({ equation: 'loss = −ln softmax(s_i − ln q_i)[right], i the right token and the drawn ones' }),
  samples,
});

const nce = z.strictObject({
  type: z
    .literal('nce')
    .describe(
      'Each of these tokens is told from noise by itself, with the same correction (noise-contrastive estimation, Gutmann and Hyvärinen 2012; Mnih and Teh 2012).',
    )
    .meta({ equation: 'loss = −ln σ(s_right − ln q_right) − Σ ln σ(−(s_i − ln q_i)), i the drawn ones' }),
  samples,
});

const negative = z.strictObject({
  type: z
    .literal('negative')
    .describe(
      'The same without the correction (negative sampling, Mikolov et al. 2013): good vectors, but scores that are no probabilities.',
    )
    .meta({ equation: 'loss = −ln σ(s_right) − Σ ln σ(−s_i), i the drawn ones' }),
  samples,
});

const layer = withShorthand(
  ['full', 'sampled', 'nce', 'negative'],
  z.discriminatedUnion('type', [full, sampled, nce, negative]),
);

export const outputLayerSchema = layer
  .prefault('full')
  .describe(
    'What a step computes of the output layer. But for "full", the rows of the right and of the drawn tokens alone are computed and changed; tokens are drawn by the log-uniform distribution over their ranks by frequency (Zipf), by seed. Texts are always judged with the softmax over the whole vocabulary.',
  );

export const besideLayersSchema = z
  .array(layer)
  .max(6)
  .default([])
  .describe(
    'Other output layers: the same model is trained with each, in the folder of this run, and the report puts rows, time and figure of all on one plot.',
  );

export type OutputLayerOptions = z.output<typeof outputLayerSchema>;

/** Those that draw tokens. */
export type SampledLayerOptions = Exclude<OutputLayerOptions, { type: 'full' }>;
