// The model of a run that tags, and how it sees tokens: the same when it is trained and when it is asked.

import type { TokenizerOptions } from '../../../protocol/tokenizer';
import { CAPITALS_COUNT } from '../../data/tagged/tokenLooks';
import { WordTable, type TokenAlphabets } from '../../data/tagged/wordTable';
import type { EncoderContext } from '../../models/encoders/encoder';
import { createTagger, type Tagger } from '../../models/tagger';
import type { Tokenizer } from '../../text/tokenizer';
import type { Vocabulary } from '../../text/vocabulary';
import type { TaggerModel } from './neuralSchemas';
import { attributeColumns, attributeReader, attributeSizes, type KnownAttributes } from './tokenAttributes';
import { allowedIn, type TagSet } from './tagSet';

/** What a tagger knows of tokens. */
export interface KnownTokens extends TokenAlphabets {
  attributes?: KnownAttributes;
}

export function taggerOf(
  model: TaggerModel,
  set: TagSet,
  { characters, shapes, columns, attributes }: KnownTokens,
  { isCut, ...known }: Pick<EncoderContext, 'vocabulary' | 'longest' | 'written'> & { isCut: boolean },
): Tagger {
  return createTagger(model, {
    ...{ ...known, isCut, padding: 'after', tags: set.tags.length, allowed: allowedIn(set) },
    features: {
      ...{ characters: characters.length + 1, capitals: CAPITALS_COUNT, shape: shapes.length + 1 },
      columns: columns.map(({ values }) => values.length + 1),
    },
    ...(attributes && { attributes: attributeSizes(attributes) }),
  });
}

/** Types whose tokens are those that a file has; others cut them into pieces. */
const WHOLE_TOKENS: readonly string[] = ['whitespace', 'character'];

/** The columns of files that a model looks at beside those of tokens and tags, from 1. */
export const columnsSeenBy = ({ columns }: Pick<TaggerModel, 'columns'>): number[] =>
  columns.map(({ column }) => column);

/** And those that its attributes are made of. */
export const columnsReadBy = (model: TaggerModel, tokenColumn: number): number[] => [
  ...new Set([...columnsSeenBy(model), ...attributeColumns(model, tokenColumn)]),
];

export const cutsTokens = ({ type }: Pick<TokenizerOptions, 'type'>): boolean => !WHOLE_TOKENS.includes(type);

interface TokenReading {
  tokenizer: Pick<Tokenizer, 'encode'>;
  vocabulary: Vocabulary;
  alphabets: KnownTokens;
  /** Pieces that are read at once. */
  longest: number;
  isCut: boolean;
}

/** An empty table for sentences of a tagger. Where tokens are read as wholes, one that the tokenizer would cut is not known. */
export function wordTableOf({ tokenizer, vocabulary, alphabets, longest, isCut }: TokenReading): WordTable {
  const piecesOf = (token: string): Int32Array => {
    const ids = tokenizer.encode(vocabulary, token);
    return isCut || ids.length === 1 ? ids : new Int32Array();
  };
  const { attributes } = alphabets;
  return new WordTable(piecesOf, alphabets, longest, attributes && attributeReader(attributes));
}
