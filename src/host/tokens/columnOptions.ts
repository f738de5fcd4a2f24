// What a column of the tokens view may ask for, and what the engine is asked for then. Views name files by keys only.
import type { TokenizerOptions } from '../../protocol/experiment';
import { MOST_COLUMNS, TOKENIZER_TYPES } from '../../protocol/tokenColumns';
import type { AskedColumn, ColumnOptions, WordCompatibility } from '../../protocol/views';
import { type Check, flag, integer, listOf, object, oneOf, text } from '../panels/requestChecks';

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
  file: text(100),
});

const askedColumns = listOf(object<AskedColumn>({ id: integer(0, 1e9), options }), 1, MOST_COLUMNS);

/** One to four columns with right options and ids of their own. */
export const isColumns: Check<AskedColumn[]> = (value): value is AskedColumn[] =>
  askedColumns(value) && new Set(value.map(({ id }) => id)).size === value.length;

/** The options for the engine: only those that belong to the type. `file` is the path of the chosen file. */
export function tokenizerOf(column: ColumnOptions, file: string): TokenizerOptions {
  const { type, lowercase, vocabularySize, minFrequency, pattern, compatibility } = column;
  const common = { type, lowercase, vocabularySize, minFrequency };
  if (type === 'file') return { ...common, file };
  if (type === 'regex') return { ...common, pattern };
  if (type !== 'word' || compatibility === 'unicode') return common;
  if (compatibility === 'scikit-learn') return { ...common, compatibility };
  const { filters, numWords, oovToken } = column;
  return { ...common, compatibility, filters, numWords, ...(oovToken === '' ? {} : { oovToken }) };
}
