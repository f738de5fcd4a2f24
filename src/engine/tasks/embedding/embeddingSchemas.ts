// The keys of the task `embedding`: the corpus, the model, and how long and how fast it is trained.

import { z } from 'zod';
import { naming } from '../../schema/names';
import { readingKeys } from '../../schema/reading';
import { withShorthand } from '../../schema/shorthand';
import { epochsKey } from '../../schema/training';

const path = naming('corpus', z.string().min(1));

export const embeddingDataSchema = z
  .strictObject({
    train: path.describe(
      'The corpus: a text file with a sentence a line (plain or .gz), a table (.csv .tsv .jsonl), or a folder of such files. Paths start beside the experiment file.',
    ),
    text: naming('column', z.string().min(1))
      .default('text')
      .describe('Name of the column that holds the text, for tables.'),
    ...readingKeys,
    limit: z.int().min(0).default(0).describe('Read at most this many texts (0: all).'),
  })
  .describe('Where the corpus is.');

const common = {
  dimensions: z.int().min(1).max(4096).default(100).describe('Length of a vector.'),
  minCount: z.int().min(1).default(5).describe('Words seen less often get no vector.'),
  maxWords: z.int().min(0).default(0).describe('Only so many words get a vector, the most frequent (0: all).'),
  threads: z
    .int()
    .min(0)
    .max(256)
    .default(0)
    .describe('Threads (0: one for each core). With 1 the same seed gives the same vectors, to the last bit.'),
  phrases: z
    .strictObject({
      passes: z
        .int()
        .min(1)
        .max(4)
        .default(1)
        .describe('How often pairs are joined: 2 makes phrases of up to four words.'),
      minCount: z.int().min(1).default(5).describe('A pair must be seen this often.'),
      threshold: z
        .number()
        .gt(0)
        .default(100)
        .describe(
          'Join a pair when (count of the pair - minCount) · words of the corpus / (count of one · count of the other) is above this.',
        ),
    })
    .optional()
    .describe(
      'Join words that stand together strikingly often, as in new_york (Mikolov et al. 2013b). When left out: no.',
    ),
};

const window = (words: number) =>
  z.int().min(1).max(100).default(words).describe('How many words to either side are looked at, at most.');

const predictive = {
  algorithm: z
    .enum(['skip-gram', 'cbow'])
    .default('skip-gram')
    .describe('"skip-gram": a word and each word near it; "cbow": a word and the mean of those near it (faster).'),
  ...common,
  window: window(5),
  negative: z.int().min(0).max(100).default(5).describe('Noise words for each example (0: none).'),
  hierarchicalSoftmax: z
    .boolean()
    .default(false)
    .describe('Predict words by their path in a Huffman tree, beside noise words or in place of them.'),
  subsample: z
    .number()
    .min(0)
    .max(1)
    .default(0.001)
    .describe(
      'Words whose share of the corpus is above this are left out at random, the more often the more frequent (0: never).',
    ),
};

export const embeddingModelSchema = withShorthand(
  ['word2vec', 'fasttext', 'glove'],
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z
        .literal('word2vec')
        .describe('A vector for each word, from the words near it (Mikolov et al. 2013).')
        .meta({ equation: 'loss = −ln σ(u_near · v) − Σ ln σ(−u_noise · v)' }),
      ...predictive,
    }),
    z.strictObject({
      type: z
        .literal('fasttext')
        .describe(
          'As word2vec, with vectors for parts of words too, so that unseen words have one (Bojanowski et al. 2017).',
        ),
      ...predictive,
      ngrams: z
        .strictObject({
          minLength: z
            .int()
            .min(1)
            .max(20)
            .default(3)
            .describe('Shortest part, the marks < and > at the ends counted.'),
          maxLength: z.int().min(1).max(20).default(6).describe('Longest part.'),
          buckets: z
            .int()
            .min(1)
            .max(50_000_000)
            .default(200_000)
            .describe('Parts share so many vectors, by their hash.'),
          unit: z
            .enum(['character', 'jamo'])
            .default('character')
            .describe('What lengths are counted in; "jamo" cuts Hangul syllables into letters first.'),
        })
        .prefault({})
        .describe('The parts of words.'),
    }),
    z.strictObject({
      type: z
        .literal('glove')
        .describe('Vectors whose products are the logarithms of how often words meet (Pennington et al. 2014).')
        .meta({ equation: 'loss = Σ f(x_ij) · (w_i·u_j + b_i + c_j − ln x_ij)²,  f(x) = min(1, (x / xMax)^exponent)' }),
      ...common,
      window: window(10),
      xMax: z.number().gt(0).default(100).describe('Pairs that meet this often or more count in full.'),
      exponent: z.number().gt(0).max(1).default(0.75).describe('Rarer pairs count (meetings / xMax) to this power.'),
    }),
  ]),
)
  .prefault('word2vec')
  .describe('What is trained.');

export const embeddingTrainingSchema = z
  .strictObject({
    epochs: epochsKey
      .default(5)
      .describe('Passes over the corpus; GloVe: over the pairs, of which it needs more (15 to 50).'),
    learningRate: z
      .number()
      .gt(0)
      .optional()
      .describe('At the start; when left out 0.025 for skip-gram of word2vec, else 0.05.'),
    finalLearningRate: z
      .number()
      .min(0)
      .default(0.0001)
      .describe('At the end; in between it falls in a line. GloVe keeps the first, AdaGrad lowers it.'),
    checkpointEverySteps: z
      .int()
      .min(0)
      .default(0)
      .describe('Write the last checkpoint every so many pieces of the corpus (0: about every 30 seconds).'),
  })
  .prefault({})
  .describe('How the model is trained. A checkpoint is written about every 30 seconds.');

export type EmbeddingModelOptions = z.output<typeof embeddingModelSchema>;
export type EmbeddingTrainingOptions = z.output<typeof embeddingTrainingSchema>;
