// The keys of fastText's classifier, by the names of its program where it has one.

import { z } from 'zod';
import { LOSSES } from '../../../embeddings/classifier/settings';

export const fastTextSchema = z.strictObject({
  type: z
    .literal('fasttext')
    .describe(
      "fastText's classifier: the mean of vectors of words and of words in a row, and a linear layer (Joulin et al. 2016). A million short texts in seconds; read and written as its program does.",
    ),
  dimensions: z.int().min(1).max(4096).default(100).describe('Length of a vector.'),
  wordNgrams: z
    .int()
    .min(1)
    .max(20)
    .default(1)
    .describe('Up to so many words in a row are a feature (1: words alone).'),
  bucket: z
    .int()
    .min(0)
    .max(50_000_000)
    .default(2_000_000)
    .describe(
      'Words in a row, and parts of words, share so many vectors, by their hash. Only those that occur are kept.',
    ),
  minn: z
    .int()
    .min(0)
    .max(20)
    .default(0)
    .describe('Shortest part of a word, in characters, its marks < and > counted.'),
  maxn: z.int().min(0).max(20).default(0).describe('Longest part of a word (0: none).'),
  minCount: z.int().min(1).default(1).describe('Words seen less often get no vector.'),
  loss: z
    .enum(LOSSES)
    .default('softmax')
    .describe(
      '"softmax" over all labels; for very many labels "hierarchical-softmax", a Huffman tree of them, or "negative-sampling", the label against some that are drawn; "one-vs-all": each label by itself.',
    ),
  negative: z.int().min(1).max(100).default(5).describe('For "negative-sampling": labels drawn for each text.'),
  learningRate: z.number().gt(0).max(100).default(0.1).describe('At the start; it falls in a line to 0.'),
  shuffle: z
    .boolean()
    .default(true)
    .describe(
      'Train on the texts in an order drawn by the seed, the same in each epoch; false: in that of the data, as the program does.',
    ),
  threads: z
    .int()
    .min(0)
    .max(256)
    .default(0)
    .describe('Threads (0: one for each core). With 1 the same seed gives the same model, to the last bit.'),
});

export type FastTextOptions = z.output<typeof fastTextSchema>;
