// Transformer blocks that look back alone (Radford et al. 2019): every position says the token after it. They are those of a decoder
// alone among the sequence models: a prompt is its source, and what is written its target.

import { z } from 'zod';
import * as sizes from '../../schema/sizes';
import { fromKey } from '../../schema/from';
import { pretrainedSchema } from '../../schema/pretrained';
import type { Bound } from '../../nn/parameters';
import { asSinusoids, positionParameters } from '../../nn/positions';
import { normalized } from '../../nn/transformerStack';
import * as decoderOnly from '../sequence/decoderOnly/decoding';
import {
  parametersOf,
  readTokens,
  type Design,
  type Parameters,
  type Tree as SequenceTree,
} from '../sequence/decoderOnly/design';
import { outputLogits, outputRows } from '../sequence/texts';
import { blockFaults, rotaryFaults, transformerKeys } from '../transformerKeys';
import type { LanguageContext, LanguageLayers } from './languageLayers';
import { defineLanguageNetwork } from './languageNetworkFamily';

const schema = z.strictObject({
  type: z.literal('transformer').describe('Layers of attention to what stands before.'),
  ...transformerKeys({ width: 128, heads: 4, feedForward: 512 }),
  layers: sizes.layers(4).describe('Layers on top of each other.'),
  positions: z
    .enum(['learned', 'sinusoidal', 'rotary'])
    .default('learned')
    .describe(
      'What tells places apart: a learned vector for each, a sinusoid at first, sinusoids (Vaswani et al. 2017), or queries and keys turned by an angle that grows with the place (Su et al. 2021).',
    ),
  activation: z.enum(['relu', 'gelu']).default('gelu').describe('In the feed-forward part.'),
  tieEmbeddings: sizes.tieEmbeddings(true).describe('The output layer and the token vectors are the same numbers.'),
  from: fromKey,
  pretrained: pretrainedSchema('the tokens'),
});

type Options = z.output<typeof schema>;

type Tree = Omit<SequenceTree, 'source_embedding' | 'target_embedding'> & {
  embedding: SequenceTree['target_embedding'];
};

/** Under the names of a sequence model. */
const asSequence = ({ embedding, ...p }: Bound<Tree>): Parameters => ({ target_embedding: embedding, ...p });

function build(options: Options, { vocabulary, context }: LanguageContext): LanguageLayers<Tree> {
  const design: Design = {
    options: { ...options, sourceAttention: 'causal' },
    longest: context,
    places: { positions: context, width: options.width },
  };
  const sides = { sourceVocabulary: vocabulary, targetVocabulary: vocabulary, shared: true };
  const { target_embedding: embedding, positions, ...parameters } = parametersOf(design, sides);
  // Token vectors are scaled to a variance of 1: places whose vectors are far smaller would hardly be told apart for long. And
  // places that must first learn which are near lose 0.04 to 0.07 of Shakespeare's loss in 2,000 updates (bench/RESULTS.md).
  const placed = positions && { positions: positionParameters({ ...design.places, initialize: asSinusoids }) };
  return {
    parameters: { embedding, ...placed, ...parameters },
    width: options.width,
    longest: context,
    states: {},
    forward(p, { ids }, mode) {
      const { x, weights } = readTokens(design, asSequence(p), ids, { mode });
      const hidden = normalized(p.decoder, x);
      return {
        ...{ hidden, output: outputRows(p.embedding, p.output), logits: outputLogits(p.embedding, p.output, hidden) },
        ...{ carried: {}, attention: weights },
      };
    },
    encode: (p, inputs) => decoderOnly.encode(design, asSequence(p), inputs),
    step: (p, inputs) => decoderOnly.step(design, asSequence(p), inputs),
  };
}

export const transformer = defineLanguageNetwork(schema, {
  attends: () => true,
  faults(options, _around, report) {
    blockFaults(options, report);
    rotaryFaults(options, report);
  },
  build,
});
