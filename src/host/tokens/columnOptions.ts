// What a column of the tokens view may ask for, and what the engine is asked for then. Views name files by keys only.
import { cutsMorphemes, type ModelFolders } from '../../protocol/analysers/analysers';
import type { SpecialTokensInText, TokenizerOptions } from '../../protocol/tokenizer';
import { columnOf, forgetsSpaces, isSubword, MOST_COLUMNS, TOKENIZER_TYPES } from '../../protocol/tokenColumns';
import type { AskedColumn, ColumnOptions, WordCompatibility } from '../../protocol/tokensView';
import { type Check, flag, integer, listOf, object, oneOf, text } from '../views/requestChecks';

const options = object<ColumnOptions>({
  type: oneOf(...TOKENIZER_TYPES),
  lowercase: flag,
  vocabularySize: integer(5, 10_000_000),
  minFrequency: integer(1, 1_000_000),
  pattern: text(2000),
  compatibility: oneOf<WordCompatibility>('unicode', 'keras', 'scikit-learn'),
  filters: text(500),
  numWords: integer(0, 10_000_000),
  oovToken: text(100),
  language: text(100),
  spaces: oneOf<'dropped' | 'marker'>('dropped', 'marker'),
  file: text(100),
  specialTokens: oneOf<SpecialTokensInText>('text', 'recognise'),
  alphabetLimit: integer(0, 10_000_000),
  userWords: text(100),
  tags: flag,
  contentWords: flag,
  baseForms: flag,
});

const askedColumns = listOf(object<AskedColumn>({ id: integer(0, 1e9), options }), 1, MOST_COLUMNS);

/** One to four columns with right options and ids of their own. */
export const isColumns: Check<AskedColumn[]> = (value): value is AskedColumn[] =>
  askedColumns(value) && new Set(value.map(({ id }) => id)).size === value.length;

/** Columns as they were kept, also by a version that knew fewer options; undefined where they cannot be used. */
export function keptColumns(value: unknown): AskedColumn[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const columns = value.map((kept: Partial<AskedColumn> | null) => ({
    id: kept?.id,
    options: columnOf(kept?.options?.type ?? 'word', kept?.options),
  }));
  return isColumns(columns) ? columns : undefined;
}

/** What stands behind the keys of a column: paths; empty or left out where there is none. */
export interface ColumnPlaces {
  file?: string;
  userWords?: string;
  /** Of the settings. */
  modelFolders?: ModelFolders;
}

/** The options for the engine: only those that belong to the type. */
export function tokenizerOf(column: ColumnOptions, places: ColumnPlaces = {}): TokenizerOptions {
  const { type, lowercase, vocabularySize, minFrequency, alphabetLimit } = column;
  const { file = '', userWords = '', modelFolders } = places;
  const models = modelFolders && Object.keys(modelFolders).length > 0 ? { modelFolders } : {};
  const common = { type, lowercase, vocabularySize, minFrequency };
  if (type === 'file') {
    const { specialTokens } = column;
    return { ...common, file, ...models, ...(specialTokens === 'text' ? {} : { specialTokens }) };
  }
  const keepsSpaces = forgetsSpaces(type) && column.spaces === 'marker';
  const whole = {
    ...common,
    ...(userWords === '' ? {} : { userWords }),
    ...(keepsSpaces ? { spaces: column.spaces } : {}),
    ...(type === 'segmenter' && column.language !== '' ? { language: column.language } : {}),
  };
  if (isSubword(type)) return { ...whole, ...(alphabetLimit === 0 ? {} : { alphabetLimit }) };
  if (cutsMorphemes(type)) {
    const { tags, contentWords, baseForms } = column;
    return { ...whole, tags, contentWords, ...(baseForms ? { baseForms } : {}), ...models };
  }
  if (type === 'regex') return { ...whole, pattern: column.pattern };
  return type === 'word' ? { ...whole, ...wordsAsIn(column) } : whole;
}

function wordsAsIn({ compatibility, filters, numWords, oovToken }: ColumnOptions): Partial<TokenizerOptions> {
  if (compatibility === 'unicode') return {};
  if (compatibility === 'scikit-learn') return { compatibility };
  return { compatibility, filters, numWords, ...(oovToken === '' ? {} : { oovToken }) };
}
