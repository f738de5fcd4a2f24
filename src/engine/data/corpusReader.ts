// The texts of a corpus of any size, as a stream: lines of plain text and cells of tables, from one file after the other, cleaned by
// the experiment's steps.

import type { CleaningStep } from '../../protocol/cleaning';
import { LabError } from '../../protocol/labError';
import type { ReadingOptions } from '../../protocol/reading';
import { createCleaner, type CleanerOptions } from '../text/cleaning/cleaner';
import { openTexts, type CorpusText } from '../text/corpus/corpusTexts';

export interface CorpusReaderOptions {
  /** The column of tables that holds the text. */
  column: string;
  reading: ReadingOptions;
  clean: readonly CleaningStep[];
  ownStopWords?: CleanerOptions['ownStopWords'];
  /** At most so many texts; 0: all. */
  limit?: number;
  signal: AbortSignal;
  /** Is given what a person should know of each file, once it was read. */
  noted?: (note: string) => void;
}

/** Texts of one file that follow on each other. */
export interface CorpusBlock {
  file: string;
  /** Its texts are cells of a table; else they are lines. */
  isTable: boolean;
  texts: CorpusText[];
  /** Texts read of all files so far, before cleaning. */
  read: number;
}

/** Fails as `openTexts`, and with `CANCELLED`. */
export async function* readCorpus(
  files: readonly string[],
  { column, reading, clean, ownStopWords, limit = 0, signal, noted }: CorpusReaderOptions,
): AsyncGenerator<CorpusBlock> {
  const cleaner = clean.length > 0 ? createCleaner(clean, { ownStopWords }) : undefined;
  let read = 0;
  for (const file of files) {
    if (limit > 0 && read >= limit) return;
    const opened = await openTexts(file, { text: column }, reading);
    for await (const block of opened.blocks()) {
      if (signal.aborted) throw new LabError('CANCELLED', 'Reading the corpus was cancelled.');
      const given = block.slice(0, limit > 0 ? limit - read : block.length);
      read += given.length;
      const texts = cleaner
        ? given.flatMap((one) => {
            const text = cleaner.clean(one.text);
            return text === undefined ? [] : { ...one, text };
          })
        : given;
      yield { file, isTable: opened.columns.length > 0, texts, read };
      if (limit > 0 && read >= limit) break;
    }
    for (const note of opened.notices()) noted?.(`"${file}": ${note}`);
  }
}
