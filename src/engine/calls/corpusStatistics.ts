// The call `corpusStatistics`: one pass over a corpus, and one over its test part to compare.

import fs from 'node:fs';
import { LabError } from '../../protocol/labError';
import { chooseColumns, type ChosenColumns } from '../text/corpus/columns';
import { CorpusCounter } from '../text/corpus/corpusCounter';
import { openTexts, type CorpusText, type CorpusTexts } from '../text/corpus/corpusTexts';
import { kindOfFile } from '../text/table';
import type { EngineCall } from './context';

/** Fails as `openTexts` does, for either file, and with `CANCELLED`. Its memory does not grow with the corpus. */
export const corpusStatistics: EngineCall<'corpusStatistics'> = async (request, { progress, signal }) => {
  const started = performance.now();
  const { file, test } = request;
  const columns = await columnsOf(file, request);
  const counter = new CorpusCounter();
  const bytes = sizeOf(file);
  const total = bytes + (test === undefined ? 0 : sizeOf(test));

  const read = async (texts: CorpusTexts, readBefore: number, take: (text: CorpusText) => void): Promise<void> => {
    for await (const block of texts.blocks()) {
      if (signal.aborted) throw new LabError('CANCELLED', 'Counting was cancelled.');
      for (const text of block) take(text);
      const fraction = Math.min(1, (readBefore + texts.facts.bytesRead) / Math.max(1, total));
      progress({ phase: 'Counting', fraction });
    }
  };
  const texts = await openTexts(file, columns);
  await read(texts, 0, (text) => counter.add(text));
  if (test !== undefined) {
    const tested = await openTexts(test, columns && kindOfFile(test) !== 'lines' ? { text: columns.text } : undefined);
    await read(tested, bytes, (text) => counter.compare(text));
  }
  return {
    ...(columns ? { columns: { all: [...texts.columns], ...columns } } : {}),
    encoding: texts.facts.encoding,
    bytes,
    ...counter.result({ hasTest: test !== undefined, ragged: texts.facts.ragged ?? 0 }),
    seconds: (performance.now() - started) / 1000,
  };
};

async function columnsOf(file: string, wanted: { text?: string; label?: string }): Promise<ChosenColumns | undefined> {
  if (kindOfFile(file) !== 'lines') return chooseColumns(file, wanted);
  if (wanted.text === undefined && wanted.label === undefined) return undefined;
  const message = `"${file}" is plain text and has no columns. Leave the column out, or give a table (.csv, .tsv, .jsonl).`;
  throw new LabError('INVALID_ARGUMENT', message, { file });
}

const sizeOf = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
