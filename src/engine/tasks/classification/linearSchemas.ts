// The classical models of the key `model`: each with the options of its vectors and its own.

import { z } from 'zod';
import { vectorizerKeys } from '../../schema/vectorizer';

const alpha = z.number().min(1e-10).default(1).describe('Added to every count, so that none is zero.');
const C = z.number().gt(0).default(1).describe('Weight of the errors against the size of the weights.');

export const linearClassifiers = [
  z.strictObject({
    type: z
      .literal('naive-bayes')
      .describe('Multinomial naive Bayes: how often each class uses each word. Fitted in one pass.')
      .meta({ equation: 'score(c) = ln p(c) + Σ x_i · ln p(i | c),  p(i | c) = (n_ci + α) / Σ_j (n_cj + α)' }),
    ...vectorizerKeys('count', 1),
    alpha,
  }),
  z.strictObject({
    type: z
      .enum(['linear-svm', 'logistic-regression'])
      .describe(
        'A weight for each word and class: "linear-svm" (squared hinge loss, one class against the rest) or "logistic-regression" (its probabilities can be trusted).',
      )
      .meta({
        equation: {
          'linear-svm': 'min ½‖w‖² + C · Σ max(0, 1 − y·(w·x + b))²',
          'logistic-regression': 'min ½‖w‖² + C · Σ −ln softmax(W·x + b)[y]',
        },
      }),
    ...vectorizerKeys('tfidf', 1),
    C,
  }),
  z.strictObject({
    type: z
      .literal('nb-svm')
      .describe('A linear SVM over words scaled by their naive Bayes ratio (Wang and Manning 2012).')
      .meta({
        equation: 'r = ln( (p / ‖p‖₁) / (q / ‖q‖₁) ), p and q the counts of both classes + α;  the SVM reads r ⊙ x',
      }),
    ...vectorizerKeys('binary', 2),
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

export type LinearClassifierOptions = z.output<(typeof linearClassifiers)[number]>;
