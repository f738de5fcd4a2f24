// The call `trainTokenizer`: learns a tokenizer from files and writes its tokenizer.json.

import { LabError } from '../../protocol/labError';
import { requireFolderOf } from '../disk/outputFolder';
import { writeOutput } from '../store/atomicFile';
import { nodeFiles } from '../store/nodeFiles';
import { eachFile } from '../text/corpus/corpusFiles';
import { createTokenizerLearner } from '../text/tokenizerLearner';
import { readTokenizerJson } from '../text/tokenizers/tokenizerJson';
import { sizeNotes } from '../text/tokenizerNotes';
import { BoundedCounts } from '../text/trainers/boundedCounts';
import { runTraining } from '../text/trainers/training';
import type { EngineCall } from './context';
import { readTokenizerInputs } from '../data/tokenizerInputs';
import { fractionOf, sizesOf } from './readingProgress';

/** Share of the progress that is reading; the rest is learning. */
const READING = 0.5;

/** Fails as `eachFile`, `createTokenizerLearner`, with `NOT_FOUND` (the output's folder), `DISK` or `CANCELLED`. */
export const trainTokenizer: EngineCall<'trainTokenizer'> = async (
  { files, options, output, column, reading },
  { progress, signal },
) => {
  const started = performance.now();
  if (options.type === 'file')
    throw new LabError('INVALID_ARGUMENT', 'A tokenizer.json is learned already; choose another type to learn one.');
  await requireFolderOf(output);
  const learner = createTokenizerLearner(options, await readTokenizerInputs(options, ''));
  const counts = new BoundedCounts();
  const sizes = sizesOf(files);
  const notices: string[] = [];
  let index = 0;
  for await (const { file, facts, blocks, notices: noted } of eachFile(files, { column, reading })) {
    let lines = 0;
    for await (const block of blocks()) {
      if (signal.aborted) throw new LabError('CANCELLED', 'Training the tokenizer was cancelled.');
      for (const { text } of block) learner.count(text, counts);
      lines += block.length;
      const fraction = READING * fractionOf(sizes, index, facts.bytesRead);
      progress({ phase: 'Reading', fraction, detail: `${lines} lines` });
    }
    notices.push(...noted().map((note) => (files.length > 1 ? `"${file}": ${note}` : note)));
    index++;
  }
  if (counts.size === 0)
    throw new LabError('INVALID_DATA', 'There are no words to learn from in these files.', { file: files[0] });
  const text = await runTraining(learner.learn(counts, options), {
    signal,
    onProgress: (fraction) => progress({ phase: 'Learning', fraction: READING + (1 - READING) * fraction }),
  });
  const vocabularySize = readTokenizerJson(text, output).tokens.length;
  writeOutput(nodeFiles, output, text);
  const rareWords = counts.error > 0 ? { forgottenBelow: counts.error + 1 } : {};
  const tokenizerNotices = sizeNotes(options, vocabularySize);
  const seconds = (performance.now() - started) / 1000;
  return { vocabularySize, ...rareWords, notices, tokenizerNotices, seconds };
};
