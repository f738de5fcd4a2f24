// What families that count words do with the training part before they learn from it.

import type { TokenizerOptions } from '../../../protocol/tokenizer';
import { LabError } from '../../../protocol/labError';
import type { Dataset } from '../../data/dataset';
import { readTokenizerInputs } from '../../data/tokenizerInputs';
import { runFiles } from '../../store/runFolder';
import type { Rows } from '../../text/rows';
import { createTokenizer, vocabularyInSteps, type Tokenizer } from '../../text/tokenizer';
import { formatTokenizer, parseTokenizer } from '../../text/tokenizerFile';
import { inSteps } from '../../train/inSteps';
import type { PrepareOptions } from '../../train/preparedRun';

/** A class that was held out whole cannot be learned. */
export function requireEveryClass({ labels, train }: Dataset): void {
  const present = new Set(train.classes);
  const missing = labels.find((_, index) => !present.has(index));
  if (missing === undefined) return;
  throw new LabError(
    'INVALID_DATA',
    `No text with the label "${missing}" is left to train on. Lower "data.validation" or "data.test", or add texts.`,
    { key: ['data', 'validation'] },
  );
}

interface LearningOptions extends Pick<PrepareOptions<unknown>, 'baseFolder' | 'progress' | 'signal'> {
  /** Of the training part. */
  texts: Rows<string>;
  /** Added to. */
  notices: string[];
}

/** Learns a tokenizer and reads it again, so that text is cut as it will be when the run is asked. Fails as `inSteps`. */
export async function learnTokenizer(
  options: TokenizerOptions,
  { texts, notices, baseFolder, progress, signal }: LearningOptions,
): Promise<{ tokenizer: Tokenizer; tokenizerFile: string }> {
  const inputs = await readTokenizerInputs(options, baseFolder);
  const learning = vocabularyInSteps(texts, createTokenizer(options, inputs), options, notices);
  const words = await inSteps(learning, { phase: 'Learning the tokenizer', progress, signal });
  const tokenizerFile = formatTokenizer(options, words);
  return { tokenizer: parseTokenizer(tokenizerFile, runFiles.tokenizer, inputs).tokenizer, tokenizerFile };
}
