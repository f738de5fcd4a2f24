// How texts and tables are read where looking at them does not tell: the same in experiments, requests and on the command line.

export const RAGGED_ROWS = ['refuse', 'skip', 'repair'] as const;

/**
 * What becomes of rows with more or fewer values than there are columns. `repair`: values that are missing at the end are empty, and
 * those too many belong to the text column, as where a text holds the separator.
 */
export type RaggedRows = (typeof RAGGED_ROWS)[number];

const SEPARATORS: Record<string, string> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' };

export const SEPARATOR_NAMES = ['comma', 'semicolon', 'tab', 'pipe'] as const;

export interface ReadingOptions {
  /** A name of `protocol/encodings`; left out: as marked, else guessed. */
  encoding?: string;
  /** What stands between the values of a row: a name of `SEPARATOR_NAMES` or one character; left out: found. */
  separator?: string;
  /** The first line of a table names the columns; left out: guessed. Without names they are `column 1`, `column 2` and so on. */
  header?: boolean;
  /** Values in quotation marks may hold separators and line ends; left out: unless tabs separate them. */
  quotes?: boolean;
  raggedRows?: RaggedRows;
  /** Lines of text, although it looks like a table. */
  asLines?: boolean;
}

/** The character that a separator's name stands for; a character stands for itself. */
export const separatorOf = (name: string): string => (Object.hasOwn(SEPARATORS, name) ? SEPARATORS[name] : name);

/** The options among other keys, so that they can be passed on. */
export function readingOptionsOf(from: ReadingOptions): ReadingOptions {
  const { encoding, separator, header, quotes, raggedRows, asLines } = from;
  return { encoding, separator, header, quotes, raggedRows, asLines };
}
