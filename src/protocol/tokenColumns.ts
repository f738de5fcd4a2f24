// The types of tokenizers, and what a column of the tokens view starts with; the same for the view and the commands that
// open it.

import { ANALYSERS, type MorphemeTokenizerType } from './analysers/analysers';
import type { RuleTokenizerType, SubwordTokenizerType, TokenizerType } from './tokenizer';
import type { ColumnOptions } from './tokensView';

export const MOST_COLUMNS = 4;

/** Types whose pieces are learned from the text. */
export const SUBWORDS = ['bpe', 'byte-bpe', 'wordpiece', 'unigram'] as const satisfies SubwordTokenizerType[];

type NamedType = RuleTokenizerType | MorphemeTokenizerType | SubwordTokenizerType;

/** Types that a name says all of; the one list of them for schema, command line and views. */
export const NAMED_TYPES: readonly [NamedType, ...NamedType[]] = [
  ...(['whitespace', 'word', 'regex', 'character', 'syllable', 'jamo', 'segmenter'] as const),
  ...ANALYSERS.map(({ type }) => type),
  ...SUBWORDS,
];

export const TOKENIZER_TYPES: readonly [TokenizerType, ...TokenizerType[]] = [...NAMED_TYPES, 'file'];

/** Types that forget where spaces were, unless `spaces` is `marker`. */
export const FORGETS_SPACES: readonly TokenizerType[] = [
  ...(['syllable', 'jamo', 'regex', 'segmenter'] as const),
  ...ANALYSERS.map(({ type }) => type),
];

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
    baseForms: false,
    ...change,
  };
}
