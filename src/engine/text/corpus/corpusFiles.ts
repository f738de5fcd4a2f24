// The texts of files that were chosen together, each by itself: the text column of those that are tables, the lines of the others.

import type { ReadingOptions } from '../../../protocol/reading';
import { LabError } from '../../../protocol/labError';
import { findColumns } from './columns';
import { openTexts, type CorpusTexts } from './corpusTexts';

export interface FileTexts extends CorpusTexts {
  file: string;
  /** The text column; undefined for plain text. */
  column?: string;
}

export interface TextColumnOptions {
  /** Left out: guessed. Of several files those are guessed that have no such column. */
  column?: string;
  reading?: ReadingOptions;
}

/** Fails as `findColumns` and `openTexts`, when it comes to the file. */
export async function* eachFile(
  files: readonly string[],
  { column, reading }: TextColumnOptions,
): AsyncGenerator<FileTexts> {
  for (const file of files) {
    const columns = await findColumns(file, { text: column }, reading).catch((error: unknown) => {
      const isOther = error instanceof LabError && ['NOT_FOUND', 'INVALID_ARGUMENT'].includes(error.code);
      if (files.length === 1 || column === undefined || !isOther) throw error;
      return findColumns(file, {}, reading);
    });
    const opened = await openTexts(file, columns && { text: columns.text }, reading);
    yield { ...opened, file, column: columns?.text };
  }
}
