// What an experiment says about the vectors of a classical model outside of the model's own keys: the same when the model is
// trained and when it is asked.

import type { TokenizerOptions } from '../../../protocol/tokenizer';
import type { VectorizerOptions } from '../../schema/vectorizer';
import type { AroundTexts } from './aroundTexts';
import type { Tokenizer } from '../../text/tokenizer';
import { isKerasMatrix, type VectorizerSurroundings } from '../../text/vectorizers/vectorizer';

export function surroundingsOf(
  { tokenizer: { numWords = 0, oovToken }, training }: Pick<AroundTexts, 'tokenizer' | 'training'>,
  tokenizer: Tokenizer,
): VectorizerSurroundings {
  return { tokenizer, maxLength: training.maxLength, keras: { numWords, oovToken } };
}

/**
 * The options that the run's tokenizer is learned with. The matrices of Keras choose among all words themselves, so that the
 * tokenizer has to know them all.
 */
export function tokenizerFor(tokenizer: TokenizerOptions, vectors: VectorizerOptions): TokenizerOptions {
  const learnsPieces = ['bpe', 'byte-bpe', 'wordpiece', 'unigram', 'file'].includes(tokenizer.type);
  if (!isKerasMatrix(vectors) || learnsPieces) return tokenizer;
  return { ...tokenizer, numWords: 0, minFrequency: 1, vocabularySize: Number.MAX_SAFE_INTEGER };
}
