// The options that say how texts and tables are read, where looking at them does not tell.

import { type Encoding, encodingNamed, ENCODINGS } from '../../protocol/encodings';
import { nearestName } from '../../protocol/nearestName';
import { RAGGED_ROWS, type ReadingOptions, SEPARATOR_NAMES, separatorOf } from '../../protocol/reading';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';

export const ENCODING_OPTION: Record<string, OptionSpec> = {
  encoding: {
    value: '<name>',
    help: 'the encoding of the text, e.g. cp949, gb18030, windows-1252 (default: found, and said)',
  },
};

export const READING_OPTIONS: Record<string, OptionSpec> = {
  ...ENCODING_OPTION,
  separator: { value: '<name>', help: 'of a table: comma, semicolon, tab, pipe or one character (default: found)' },
  header: { help: 'of a table: its first line names the columns (default: guessed, and said)' },
  'no-header': { help: 'of a table: its columns are "column 1", "column 2" and so on' },
  quotes: {
    value: 'yes|no',
    help: 'of a table: may values stand in quotation marks? (default: unless tabs separate them)',
  },
  'ragged-rows': { value: '<rule>', help: 'rows with another number of values than columns: refuse, skip or repair' },
};

/** For commands whose text may be a table. */
export const TABLE_OPTIONS: Record<string, OptionSpec> = {
  column: { value: '<name>', help: 'the text column of a table (default: guessed)' },
  ...READING_OPTIONS,
  'whole-lines': { help: 'take a table as lines of text, ids and labels included' },
};

/** Throws `INVALID_ARGUMENT` with what was expected. */
function readingOf(given: ParsedArguments): ReadingOptions {
  const separator = given.text('separator');
  const quotes = given.text('quotes');
  const raggedRows = given.text('ragged-rows');
  const rule = RAGGED_ROWS.find((known) => known === raggedRows);
  if (separator !== undefined && separatorOf(separator).length !== 1)
    throw invalidArgument(`--separator must be ${SEPARATOR_NAMES.join(', ')} or one character, not "${separator}".`);
  if (given.flag('header') && given.flag('no-header'))
    throw invalidArgument('--header and --no-header say opposite things. Leave one of the two out.');
  if (quotes !== undefined && quotes !== 'yes' && quotes !== 'no')
    throw invalidArgument(`--quotes must be yes or no, not "${quotes}".`);
  if (raggedRows !== undefined && !rule)
    throw invalidArgument(`--ragged-rows must be ${RAGGED_ROWS.join(', ')}, not "${raggedRows}".`);
  return {
    ...encodingOf(given),
    ...(separator === undefined ? {} : { separator }),
    ...(given.flag('header') || given.flag('no-header') ? { header: given.flag('header') } : {}),
    ...(quotes === undefined ? {} : { quotes: quotes === 'yes' }),
    ...(rule === undefined ? {} : { raggedRows: rule }),
    ...(given.flag('whole-lines') ? { asLines: true } : {}),
  };
}

/** Throws `INVALID_ARGUMENT` with the nearest name. */
export function encodingOf(given: ParsedArguments): { encoding?: Encoding } {
  const name = given.text('encoding');
  if (name === undefined) return {};
  const encoding = encodingNamed(name);
  if (encoding) return { encoding };
  const close = nearestName(name.toLowerCase(), ENCODINGS);
  const hint = close === undefined ? `The encodings are ${ENCODINGS.join(', ')}.` : `Did you mean "${close}"?`;
  throw invalidArgument(`There is no encoding "${name}". ${hint}`);
}

/** The part of a request that says which texts of a file are read, and how; nothing where nothing is said. */
export function textsOf(given: ParsedArguments): { column?: string; reading?: ReadingOptions } {
  const column = given.text('column');
  return { ...(column === undefined ? {} : { column }), ...readingPart(given) };
}

/** The same without a column. */
export function readingPart(given: ParsedArguments): { reading?: ReadingOptions } {
  const reading = readingOf(given);
  return Object.keys(reading).length > 0 ? { reading } : {};
}
