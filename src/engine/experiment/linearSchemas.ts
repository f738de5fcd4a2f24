// The classical models of the key `model`: each with the options of its vectors and its own.

import { z } from 'zod';

export const linearTypes = ['naive-bayes', 'linear-svm', 'logistic-regression', 'nb-svm'] as const;

const share = z.number().min(0);
const alpha = z.number().min(1e-10).default(1).describe('Added to every count, so that none is zero.');
const C = z.number().gt(0).default(1).describe('Weight of the errors against the size of the weights.');

const vectorizer = (weighting: 'count' | 'binary' | 'tfidf', most: number) => ({
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

export const linearClassifiers = [
  z.strictObject({
    type: z
      .literal('naive-bayes')
      .describe('Multinomial naive Bayes: how often each class uses each word. Fitted in one pass.'),
    ...vectorizer('count', 1),
    alpha,
  }),
  z.strictObject({
    type: z
      .enum(['linear-svm', 'logistic-regression'])
      .describe(
        'A weight for each word and class: "linear-svm" (squared hinge loss, one class against the rest) or "logistic-regression" (its probabilities can be trusted).',
      ),
    ...vectorizer('tfidf', 1),
    C,
  }),
  z.strictObject({
    type: z
      .literal('nb-svm')
      .describe('A linear SVM over words scaled by their naive Bayes ratio (Wang and Manning 2012).'),
    ...vectorizer('binary', 2),
    C,
    alpha,
    interpolation: z
      .number()
      .min(0)
      .max(1)
      .default(0.25)
      .describe("1: the SVM's weights; towards 0 they are more and more their mean, which leaves naive Bayes."),
  }),
] as const;
