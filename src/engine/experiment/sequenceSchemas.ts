// The keys of sequence-to-sequence: parallel text, the models, and how outputs are searched for.

import { z } from 'zod';
import { pretrainedSchema } from './pretrainedSchema';
import { tokenizerChoice } from './tokenizerSchema';

const path = z.string().min(1);

const twoFiles = z
  .strictObject({
    source: path.describe('One source text a line.'),
    target: path.describe('The target of each, on the same line.'),
  })
  .describe('Two files with as many lines, e.g. { "source": "train.de.gz", "target": "train.en.gz" }.');

const parallel = z.union([path, twoFiles]);
const part = z.union([z.number().min(0).lt(1), path, twoFiles]);

export const parallelDataSchema = z
  .strictObject({
    train: parallel.describe(
      'The training part: two files with as many lines, or a table (.csv .tsv .jsonl, plain or .gz). Paths start beside the experiment file.',
    ),
    validation: part
      .default(0.05)
      .describe('The validation part: a fraction of the training part (0: none), or a source of its own.'),
    test: part.optional().describe('The test part: a fraction of the training part, or a source of its own.'),
    source: z.string().min(1).default('source').describe('In a table: name of the column that holds the source.'),
    target: z.string().min(1).default('target').describe('In a table: name of the column that holds the target.'),
    header: z
      .boolean()
      .default(true)
      .describe(
        'In a table: the first line names the columns. false: they are "column 1", "column 2" and so on, and a file of another name than .csv or .jsonl is tab-separated.',
      ),
    limit: z.int().min(0).default(0).describe('Read at most this many pairs of the training part (0: all).'),
  })
  .describe('Where the pairs of texts are.');

export const targetTokenizerSchema = tokenizerChoice
  .optional()
  .describe('How target texts are cut, where that is not as "tokenizer" says.');

export const sharedVocabularySchema = z
  .boolean()
  .default(false)
  .describe('One vocabulary and one table of embeddings for both sides.');

const width = (value: number) => z.int().min(1).max(65_536).default(value);
const layers = (value: number) => z.int().min(1).max(64).default(value);
const dropout = (value: number) =>
  z.number().min(0).lt(1).default(value).describe('Share of values dropped while training.');
const tieEmbeddings = (value: boolean) =>
  z.boolean().default(value).describe('The output layer and the target embeddings are the same numbers.');

export const recurrentSequenceModel = z.strictObject({
  type: z.enum(['rnn', 'lstm', 'gru']).describe('An encoder and a decoder of this recurrent cell.'),
  embedding: width(256).describe('Width of the token vectors.'),
  pretrained: pretrainedSchema('the source tokens (of both sides with "sharedVocabulary")'),
  pretrainedTarget: pretrainedSchema('the target tokens'),
  hidden: width(256).describe('Width of the state, in each direction.'),
  layers: layers(1).describe('Recurrent layers on top of each other, in encoder and decoder.'),
  bidirectional: z.boolean().default(true).describe('The encoder reads from both ends.'),
  attention: z
    .enum(['none', 'dot', 'general', 'additive'])
    .default('additive')
    .describe(
      'How the decoder looks at the source: not at all, or by scores that are products ("dot", "general"; Luong et al. 2015) or from a small network ("additive"; Bahdanau et al. 2015).',
    ),
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
  tieEmbeddings: tieEmbeddings(false),
  dropout: dropout(0.3),
});

/** Of every model made of transformer blocks. */
export const transformerSettings = {
  width: width(256).describe('Width of the token vectors and of every layer; a multiple of "heads".'),
  heads: z.int().min(1).max(256).default(8).describe('Attention heads in each layer.'),
  feedForward: width(512).describe('Width inside the feed-forward part of each layer.'),
  norm: z
    .enum(['pre', 'post'])
    .default('pre')
    .describe('Layer normalisation before each part (trains more easily) or after it (Vaswani et al. 2017).'),
  positions: z.enum(['sinusoidal', 'learned']).default('sinusoidal').describe('What tells places apart.'),
  activation: z.enum(['relu', 'gelu']).default('relu').describe('In the feed-forward part.'),
  dropout: dropout(0.1),
};

export const transformerSequenceModel = z.strictObject({
  type: z.literal('transformer').describe('An encoder and a decoder made of attention (Vaswani et al. 2017).'),
  ...transformerSettings,
  pretrained: pretrainedSchema('the source tokens (of both sides with "sharedVocabulary")'),
  pretrainedTarget: pretrainedSchema('the target tokens'),
  encoderLayers: layers(3).describe('Layers of the encoder.'),
  decoderLayers: layers(3).describe('Layers of the decoder.'),
  tieEmbeddings: tieEmbeddings(true),
});

export const decoderOnlyModel = z.strictObject({
  type: z
    .literal('decoder-only')
    .describe(
      'One stack of attention layers without an encoder: the source and the target after it are one text (a prefix language model; Liu et al. 2018, Raffel et al. 2020).',
    ),
  ...transformerSettings,
  pretrained: pretrainedSchema('the source tokens (of both sides with "sharedVocabulary")'),
  pretrainedTarget: pretrainedSchema('the target tokens'),
  layers: layers(6).describe('Layers on top of each other.'),
  sourceAttention: z
    .enum(['causal', 'full'])
    .default('causal')
    .describe('A source token sees those before it, as the target\'s do ("causal"), or the whole source ("full").'),
  tieEmbeddings: tieEmbeddings(true),
});

export const decodingSchema = z
  .strictObject({
    beam: z.int().min(1).max(1000).default(5).describe('Hypotheses kept in each step (1: greedy).'),
    lengthPenalty: z
      .number()
      .min(0)
      .max(10)
      .default(1)
      .describe('Scores are divided by ((5 + length) / 6) to this power (Wu et al. 2016; 0: off).'),
    maxLength: z.int().min(0).default(0).describe('Longest output in tokens (0: twice the source and ten more).'),
    minLength: z.int().min(0).default(0).describe('Shortest output in tokens.'),
    noRepeat: z.int().min(0).default(0).describe('No run of so many tokens occurs twice in an output (0: off).'),
    replaceUnknown: z
      .boolean()
      .default(false)
      .describe('<unk> in the output becomes the source word it attends to most; with attention.'),
  })
  .prefault({})
  .describe('How outputs are searched for.');
