// The calls `concordance` and `cooccurrence`: what the corpus says about a word.

import fs from 'node:fs';
import { LabError } from '../../../protocol/labError';
import type { ConcordanceLine } from '../../../protocol/wordEvidence';
import { placesIn, wordPattern } from '../../embeddings/vectors/concordance';
import { CooccurrenceCounter } from '../../embeddings/vectors/cooccurrence';
import { findColumns } from '../../text/corpus/columns';
import { openTexts } from '../../text/corpus/corpusTexts';
import { readText } from '../../text/readText';
import type { VectorsCall } from './openedVectors';
import { requireWhole } from './rows';

const DEFAULT_PLACES = 100;
const MOST_PLACES = 10_000;

/** Reads the files until there are enough places. Lines are those of the file, so that an editor can go there. */
export const concordance: VectorsCall<'concordance'> = async (request, { signal }) => {
  const { files, reading, word, limit = DEFAULT_PLACES, offset = 0, ignoreCase = true } = request;
  requireWhole('limit', limit, 1, MOST_PLACES);
  if (word.trim() === '') throw new LabError('INVALID_ARGUMENT', 'No word is given; give one.');
  const pattern = wordPattern(word, ignoreCase);
  const places: ConcordanceLine[] = [];
  const encoding = reading?.encoding;
  let skipped = 0;
  for (const [file, name] of files.entries())
    for await (const { firstLine, lines } of readText(name, { cutsLongLines: true, encoding }).blocks()) {
      requireGoing(signal);
      for (const [index, text] of lines.entries())
        for (const place of placesIn(text, pattern, { file, line: firstLine + index })) {
          if (skipped < offset) skipped++;
          else if (places.length === limit) return { places, more: true };
          else places.push(place);
        }
      await new Promise((resolve) => setImmediate(resolve));
    }
  return { places, more: false };
};

/** One pass over all texts; of tables over their text column. */
export const cooccurrence: VectorsCall<'cooccurrence'> = async (request, { progress, signal }) => {
  const started = performance.now();
  const { files, column, reading, words, probes, window = 10 } = request;
  requireWhole('window', window, 1, 1000);
  if (words.length !== 2 || probes.length === 0)
    throw new LabError('INVALID_ARGUMENT', 'Two words and at least one probe word are needed.');
  const counter = new CooccurrenceCounter(request);
  const sizes = files.map((file) => fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  const total = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  const notices: string[] = [];
  let before = 0;
  for (const [index, file] of files.entries()) {
    // A run's corpus may be tables and plain text: a column that is named is one of the tables.
    const columns = column === undefined ? await findColumns(file, {}, reading) : { text: column };
    const texts = await openTexts(file, columns, reading);
    for await (const block of texts.blocks()) {
      requireGoing(signal);
      for (const { text } of block) counter.add(text);
      progress({ phase: 'Counting', fraction: Math.min(1, (before + texts.facts.bytesRead) / total) });
    }
    before += sizes[index];
    notices.push(...texts.notices().map((note) => (files.length > 1 ? `"${file}": ${note}` : note)));
  }
  return { ...counter.result(), notices, seconds: (performance.now() - started) / 1000 };
};

function requireGoing(signal: AbortSignal): void {
  if (signal.aborted) throw new LabError('CANCELLED', 'Reading the corpus was cancelled.');
}
