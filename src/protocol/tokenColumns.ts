// The types of tokenizers, and what a column of the tokens view starts with; the same for the view and the commands that
// open it.

import type { SubwordTokenizerType, TokenizerType } from './tokenizer';
import type { ColumnOptions } from './tokensView';

export const MOST_COLUMNS = 4;

/** Types whose pieces are learned from the text. */
export const SUBWORDS = ['bpe', 'byte-bpe', 'wordpiece', 'unigram'] as const satisfies SubwordTokenizerType[];

/** Types that a name says all of; the one list of them for schema, command line and views. */
export const NAMED_TYPES = [
  ...(['whitespace', 'word', 'regex', 'character', 'syllable', 'jamo', 'segmenter', 'kiwi'] as const),
  ...SUBWORDS,
] as const satisfies TokenizerType[];

export const TOKENIZER_TYPES = [...NAMED_TYPES, 'file'] as const satisfies TokenizerType[];

/** Types that forget where spaces were, unless `spaces` is `marker`. */
const FORGETS_SPACES: readonly TokenizerType[] = ['syllable', 'jamo', 'regex', 'segmenter', 'kiwi'];

export const forgetsSpaces = (type: TokenizerType): boolean => FORGETS_SPACES.includes(type);

export const isSubword = (type: TokenizerType): boolean => SUBWORDS.some((subword) => subword === type);

/** As Keras has it. */
const KERAS_FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n';

export function columnOf(type: TokenizerType, change: Partial<ColumnOptions> = {}): ColumnOptions {
  return {
    type,
    lowercase: !isSubword(type),
    vocabularySize: isSubword(type) ? 8000 : 20_000,
    minFrequency: 1,
    pattern: '\\p{L}+|\\p{N}+',
    compatibility: 'unicode',
    filters: KERAS_FILTERS,
    numWords: 0,
    oovToken: '',
    language: '',
    spaces: 'dropped',
    file: '',
    specialTokens: 'text',
    alphabetLimit: 0,
    userWords: '',
    tags: false,
    contentWords: false,
    ...change,
  };
}
