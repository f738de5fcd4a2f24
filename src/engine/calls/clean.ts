// The call `clean`: steps over the texts of a file, counted, and written to a copy when one is asked for.

import fs from 'node:fs';
import path from 'node:path';
import type { CleaningStepReport } from '../../protocol/cleaning';
import type { CleanReply, CleanRequest } from '../../protocol/corpus';
import { LabError } from '../../protocol/labError';
import { streamFileAtomically } from '../store/atomicFile';
import { nodeFiles } from '../store/nodeFiles';
import { realPath } from '../store/realPath';
import { createCleaner, type Cleaner } from '../text/cleaning/cleaner';
import { openCorpus } from '../text/cleaning/copyFormats';
import { readStopWords } from '../text/cleaning/ownStopWords';
import { findColumns } from '../text/corpus/columns';
import { kindOfFile } from '../text/table';
import type { EngineCall } from './context';

/** Fails as `openCorpus` and `readStopWords`, with `INVALID_ARGUMENT` for an output that cannot be, and `CANCELLED`. */
export const clean: EngineCall<'clean'> = async (request, { progress, signal }) => {
  const started = performance.now();
  const { file, output } = request;
  const maxLines = output === undefined ? (request.maxLines ?? Infinity) : Infinity; // a copy is whole
  if (output !== undefined) checkOutput(file, output);
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const column = (await findColumns(file, { text: request.column }, request.reading))?.text;
  const corpus = await openCorpus(file, column, request.reading);
  const { change, reports } = await changeOf(request);
  const counts = { lines: 0, changed: 0, emptied: 0, removed: 0 };

  async function* bytes(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    const take = (text: string): string | undefined => {
      if (counts.lines >= maxLines) return text;
      counts.lines++;
      const cleaned = change(text);
      if (cleaned === undefined) counts.removed++;
      else if (cleaned !== text) counts.changed++;
      if (cleaned?.trim() === '' && text.trim() !== '') counts.emptied++;
      return cleaned;
    };
    for await (const piece of corpus.pieces(take)) {
      if (signal.aborted) throw new LabError('CANCELLED', 'Cleaning was cancelled; nothing was written.');
      yield encoder.encode(piece);
      const fraction = Math.min(1, corpus.facts.bytesRead / Math.max(1, size));
      progress({ phase: 'Cleaning', fraction });
      if (counts.lines >= maxLines) return;
    }
  }
  const written = output === undefined ? await drain(bytes()) : await streamFileAtomically(nodeFiles, output, bytes());
  return {
    ...{ steps: reports(), column, ...counts, complete: counts.lines < maxLines, output, bytes: written },
    notices: corpus.notices(),
    seconds: (performance.now() - started) / 1000,
  } satisfies CleanReply;
};

/** All steps one after the other, or each alone on the text as it is; the text then stays. */
async function changeOf({ steps, baseFolder, alone }: CleanRequest): Promise<{
  change: Cleaner['clean'];
  reports(): CleaningStepReport[];
}> {
  const { ownStopWords } = await readStopWords(steps, baseFolder);
  if (!alone) {
    const cleaner = createCleaner(steps, { ownStopWords });
    return { change: (text) => cleaner.clean(text), reports: () => cleaner.reports() };
  }
  const cleaners = steps.map((step) => createCleaner([step], { ownStopWords }));
  const change = (text: string): string => {
    for (const cleaner of cleaners) cleaner.clean(text);
    return text;
  };
  return { change, reports: () => cleaners.flatMap((cleaner) => cleaner.reports()) };
}

function checkOutput(file: string, output: string): void {
  const refuse = (message: string): never => {
    throw new LabError('INVALID_ARGUMENT', message, { file: output });
  };
  if (realPath(file) === realPath(output)) refuse(`The copy cannot be "${file}" itself: the corpus stays as it is.`);
  if (/\.gz$/i.test(output)) refuse(`The copy is written as plain text: name it without ".gz".`);
  if (formatOf(output) !== formatOf(file)) {
    const extension = path.extname(file.replace(/\.gz$/i, ''));
    refuse(`The copy has the format of the file: let its name end in "${extension}".`);
  }
  if (fs.statSync(output, { throwIfNoEntry: false })?.isDirectory()) refuse(`"${output}" is a folder; name a file.`);
}

const formatOf = (file: string): string => (/\.json(\.gz)?$/i.test(file) ? 'json' : kindOfFile(file));

async function drain(bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0;
  for await (const { byteLength } of bytes) length += byteLength;
  return length;
}
