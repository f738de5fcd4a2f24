// What a column of the tokens view starts with; the same for the view and the commands that open it.

import type { SubwordTokenizerType, TokenizerType } from './experiment';
import type { ColumnOptions } from './views';

export const MOST_COLUMNS = 4;

export const TOKENIZER_TYPES = [
  'word',
  'whitespace',
  'regex',
  'character',
  'syllable',
  'jamo',
  'kiwi',
  'bpe',
  'byte-bpe',
  'wordpiece',
  'unigram',
  'file',
] as const satisfies TokenizerType[];

/** Types whose pieces are learned from the text. */
export const SUBWORDS = ['bpe', 'byte-bpe', 'wordpiece', 'unigram'] as const satisfies SubwordTokenizerType[];

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
    file: '',
    alphabetLimit: 0,
    userWords: '',
    tags: false,
    contentWords: false,
    ...change,
  };
}
