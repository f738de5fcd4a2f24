// The call `trainTokenizer`: learns a tokenizer from files and writes its tokenizer.json.

import fs from 'node:fs/promises';
import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { writeFileAtomically } from '../store/atomicFile';
import { nodeFiles } from '../store/nodeFiles';
import { readText } from '../text/readText';
import { createTokenizerLearner } from '../text/tokenizerLearner';
import { readTokenizerJson } from '../text/tokenizers/tokenizerJson';
import { BoundedCounts } from '../text/trainers/boundedCounts';
import { runTraining } from '../text/trainers/training';
import type { EngineCall } from './context';
import { readTokenizerInputs } from '../data/tokenizerInputs';
import { fractionOf, sizesOf } from './readingProgress';

/** Share of the progress that is reading; the rest is learning. */
const READING = 0.5;

/** Fails as `readText`, `createTokenizerLearner`, with `NOT_FOUND` (the output's folder), `DISK` or `CANCELLED`. */
export const trainTokenizer: EngineCall<'trainTokenizer'> = async (
  { files, options, output },
  { progress, signal },
) => {
  const started = performance.now();
  if (options.type === 'file')
    throw new LabError('INVALID_ARGUMENT', 'A tokenizer.json is learned already; choose another type to learn one.');
  const folder = path.dirname(output);
  if (!(await isFolder(folder)))
    throw new LabError('NOT_FOUND', `The folder "${folder}" does not exist.`, { file: folder });
  const learner = createTokenizerLearner(options, await readTokenizerInputs(options, ''));
  const counts = new BoundedCounts();
  const sizes = sizesOf(files);
  for (const [index, file] of files.entries()) {
    let lines = 0;
    const { blocks, facts } = readText(file);
    for await (const block of blocks()) {
      if (signal.aborted) throw new LabError('CANCELLED', 'Training the tokenizer was cancelled.');
      for (const line of block.lines) learner.count(line, counts);
      lines += block.lines.length;
      const fraction = READING * fractionOf(sizes, index, facts.bytesRead);
      progress({ phase: 'Reading', fraction, detail: `${lines} lines` });
    }
  }
  if (counts.size === 0)
    throw new LabError('INVALID_DATA', 'There are no words to learn from in these files.', { file: files[0] });
  const text = await runTraining(learner.learn(counts, options), {
    signal,
    onProgress: (fraction) => progress({ phase: 'Learning', fraction: READING + (1 - READING) * fraction }),
  });
  const vocabularySize = readTokenizerJson(text, output).tokens.length;
  writeFileAtomically(nodeFiles, output, text);
  const rareWords = counts.error > 0 ? { forgottenBelow: counts.error + 1 } : {};
  return { vocabularySize, ...rareWords, seconds: (performance.now() - started) / 1000 };
};

function isFolder(folder: string): Promise<boolean> {
  return fs.stat(folder).then(
    (stat) => stat.isDirectory(),
    () => false,
  );
}
