// How the files of an evaluation are read: as is said, else as the experiment says.

import type { ReadingOptions } from '../../protocol/reading';

/** The encoding of the experiment's own files says nothing about others. */
export function readingOf(
  experiment: ReadingOptions,
  said: ReadingOptions = {},
  header: boolean | undefined = said.header,
): ReadingOptions {
  const { separator, quotes, raggedRows } = experiment;
  return {
    encoding: said.encoding,
    separator: said.separator ?? separator,
    header: header ?? experiment.header,
    quotes: said.quotes ?? quotes,
    raggedRows: said.raggedRows ?? raggedRows,
  };
}
