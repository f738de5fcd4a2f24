// Tokenizers of all types that are learned from texts alone, and a small corpus to learn them from.

import type { TokenizerOptions, TokenizerType } from '../../../src/protocol/tokenizer';
import { createTokenizer, learnVocabulary } from '../../../src/engine/text/tokenizer';
import { formatTokenizer, parseTokenizer } from '../../../src/engine/text/tokenizerFile';

export const ruleTypes: TokenizerType[] = ['whitespace', 'word', 'character', 'syllable'];
export const subwordTypes: TokenizerType[] = ['bpe', 'byte-bpe', 'wordpiece', 'unigram'];
export const types: TokenizerType[] = [...ruleTypes, 'jamo', ...subwordTypes];

export const corpus = [
  'the cat sat on the mat',
  "don't you see the other cats, there?",
  '그 영화는 정말 재미있었다 영화가 재밌다ㅋㅋ!!',
  'das Haus und der Hund sind nicht im Häuschen',
  '😀 😀 👩‍👩‍👧 e\u0301 é 1234 12',
];

/** A tokenizer of this type, learned from the corpus, as it is written and read again. */
export function learned(type: TokenizerType, options: Partial<TokenizerOptions> = {}) {
  const all = { type, lowercase: false, vocabularySize: 400, minFrequency: 1, ...options };
  const vocabulary = learnVocabulary(corpus, createTokenizer(all), all);
  const text = formatTokenizer(all, vocabulary);
  return { ...parseTokenizer(text, 'tokenizer.json'), text };
}
