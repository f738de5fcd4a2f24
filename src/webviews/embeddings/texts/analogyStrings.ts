// Texts of the Embeddings view: analogies and sums of words.
import type { Translate } from '../../shared/connect';

export const analogyStrings = (t: Translate) => ({
  analogy: t('Analogy'),
  analogyA: t('A word'),
  isTo: t('is to'),
  analogyB: t('a second'),
  as: t('as'),
  analogyC: t('a third'),
  isToWhich: t('is to which?'),
  analogyHere: {
    a: t('Use as First Word of an Analogy'),
    b: t('Use as Second Word of an Analogy'),
    c: t('Use as Third Word of an Analogy'),
  },
  analogyMethod: t('How analogies are solved'),
  analogyHint: t(
    '3CosAdd: the d with the greatest cos(d, b − a + c). 3CosMul: the greatest cos(d, b) · cos(d, c) / cos(d, a).',
  ),
  solve: t('Solve'),
  threeWords: t('An analogy needs three words.'),
  arithmetic: t('Arithmetic'),
  expression: t('king - man + woman'),
  calculate: t('Calculate'),
  answers: t('Answers'),
  answer: t('Answer'),
  noAnswers: t('No other word has a vector.'),
  beforeAnswers: t('Write three words and solve, or a sum of words: the answers are listed here.'),
  sumNeeded: t('Write a sum of words, such as king - man + woman.'),
  analogyAnswer: (word: string) => t('Nearest: {0}', word),
});
