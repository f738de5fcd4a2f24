// How texts become sparse vectors: the options of scikit-learn's TfidfVectorizer, among the keys of a model.

import { z } from 'zod';

const share = z.number().min(0);

export const vectorizerKeys = (weighting: 'count' | 'binary' | 'tfidf', most: number) => ({
  tokenPattern: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'What a word looks like: a regular expression as in Python, for example "(?u)\\\\b\\\\w\\\\w+\\\\b" of scikit-learn. When left out, the experiment\'s tokenizer cuts the text. Its lowercase counts in both cases.',
    ),
  ngramRange: z
    .tuple([z.int().min(1).max(20), z.int().min(1).max(20)])
    .default([1, most])
    .describe('Count single words and words in a row: the least and the most of them.'),
  minDf: share
    .default(1)
    .describe('Features in fewer texts than this are left out: a number of texts, or below 1 a share of them.'),
  maxDf: share
    .default(1)
    .describe('Features in more texts than this are left out: a share of all texts up to 1, above 1 their number.'),
  maxFeatures: z.int().min(0).default(0).describe('Keep at most so many features, the most frequent (0: all).'),
  weighting: z
    .enum(['count', 'binary', 'tfidf', 'one-hot', 'keras-binary', 'keras-count', 'keras-freq', 'keras-tfidf'])
    .default(weighting)
    .describe(
      'The value of a feature in a text: how often it occurs, 1 if it does, its count by its rarity ("tfidf"); "one-hot": 1 for each word at its place in the text, the first "training.maxLength" words; "keras-...": the modes of texts_to_matrix, whose columns follow from the tokenizer\'s "numWords" and "oovToken" alone (ngramRange, minDf, maxDf and maxFeatures have no effect).',
    ),
  sublinearTf: z.boolean().default(false).describe('For tf-idf: 1 + ln(count) in place of the count.'),
  useIdf: z.boolean().default(true).describe('For tf-idf: weigh rare features higher.'),
  smoothIdf: z.boolean().default(true).describe('For tf-idf: as if one more text held every feature once.'),
  norm: z.enum(['l1', 'l2', 'none']).default('l2').describe("For tf-idf: which length of a text's values becomes 1."),
});

export type VectorizerOptions = z.output<z.ZodObject<ReturnType<typeof vectorizerKeys>>>;
