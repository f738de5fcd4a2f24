// The call `corpusStatistics`: one pass over a corpus, and one over its test part to compare.

import fs from 'node:fs';
import { LabError } from '../../protocol/labError';
import { findColumns } from '../text/corpus/columns';
import { CorpusCounter } from '../text/corpus/corpusCounter';
import { openTexts, type CorpusText, type CorpusTexts } from '../text/corpus/corpusTexts';
import type { EngineCall } from './context';

/** Fails as `openTexts` does, for either file, and with `CANCELLED`. Its memory does not grow with the corpus. */
export const corpusStatistics: EngineCall<'corpusStatistics'> = async (request, { progress, signal }) => {
  const started = performance.now();
  const { file, test, reading } = request;
  const columns = await findColumns(file, request, reading);
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
  const texts = await openTexts(file, columns, reading);
  await read(texts, 0, (text) => counter.add(text));
  const notices = texts.notices();
  if (test !== undefined) {
    const tested = await openTexts(test, columns && { text: columns.text }, reading);
    await read(tested, bytes, (text) => counter.compare(text));
    notices.push(...tested.notices().map((note) => `"${test}": ${note}`));
  }
  return {
    ...(columns ? { columns: { all: [...texts.columns], ...columns } } : {}),
    encoding: texts.facts.encoding,
    bytes,
    ...counter.result({ hasTest: test !== undefined, ragged: texts.facts.ragged ?? 0 }),
    notices,
    seconds: (performance.now() - started) / 1000,
  };
};

const sizeOf = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
