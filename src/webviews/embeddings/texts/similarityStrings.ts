// Texts of the Embeddings view: how alike words are.
import type { Translate } from '../../shared/connect';

export const similarityStrings = (t: Translate) => ({
  similarity: t('Similarity'),
  twoTexts: t('Two words or two texts'),
  similarityA: t('One word or text'),
  similarityB: t('The other'),
  measureSimilarity: t('Compare'),
  twoNeeded: t('Two words or texts are needed.'),
  similarityOf: (a: string, b: string) => t('Similarity of “{0}” and “{1}”', a, b),
  cosineOf: (a: string, b: string, cosine: string) => t('“{0}” and “{1}”: cosine {2}.', a, b, cosine),
  leftOut: (words: string) => t('Without a vector, left out: {0}.', words),
  oddOneOut: t('Odd one out'),
  severalWords: t('Three words or more'),
  threeNeeded: t('At least three words with a vector are needed, with spaces or commas between them.'),
  findOdd: t('Find'),
  oddIs: (word: string) => t('Odd one out: {0}.', word),
  toMean: t('To the mean'),
  toMeanHint: t('Cosine of the word with the mean of all: the odd one out has the least.'),
  compareSelected: t('Similarity of the Two Selected Words'),
  oddOfSelected: (count: string) => t('Odd One out of {0} Selected Words', count),
});
