// Checks the files of words that an experiment names besides its data: stop words, user words, a tokenizer.json.

import path from 'node:path';
import type { CleaningStep } from '../../protocol/cleaning';
import type { TokenizerOptions } from '../../protocol/tokenizer';
import { LabError } from '../../protocol/labError';
import { lookAt } from '../disk/plainFile';
import { readStopWords } from '../text/cleaning/ownStopWords';
import { requireGoing } from './missingFiles';
import { readTokenizerInputs } from './tokenizerInputs';

export interface NamedFileFault {
  key: (string | number)[];
  error: LabError;
}

/** The parts of an experiment that name files. */
export interface NamingExperiment {
  clean?: readonly CleaningStep[];
  tokenizer: TokenizerOptions;
  targetTokenizer?: TokenizerOptions;
}

/** Reads the lists of words, which are short; of a tokenizer.json only whether it is there. Fails with `CANCELLED`. */
export async function checkNamedFiles(
  experiment: NamingExperiment,
  baseFolder: string,
  signal?: AbortSignal,
): Promise<NamedFileFault[]> {
  const faults: NamedFileFault[] = [];
  const check = async (key: NamedFileFault['key'], read: () => Promise<unknown>): Promise<void> => {
    requireGoing(signal);
    try {
      await read();
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      faults.push({ key, error });
    }
  };
  for (const [index, step] of (experiment.clean ?? []).entries())
    await check(['clean', index, 'file'], () => readStopWords([step], baseFolder));
  for (const name of ['tokenizer', 'targetTokenizer'] as const) {
    const options = experiment[name];
    if (!options) continue;
    // As words, so that neither a tokenizer.json nor a model is loaded.
    const wordsOnly: TokenizerOptions = { ...options, type: 'word' };
    await check([name, 'userWords'], () => readTokenizerInputs(wordsOnly, baseFolder));
    const { type, file } = options;
    if (type === 'file' && file !== undefined)
      await check([name, 'file'], () => isFile(path.resolve(baseFolder, file)));
  }
  return faults;
}

async function isFile(file: string): Promise<void> {
  const stat = await lookAt(file);
  if (!stat) throw new LabError('NOT_FOUND', `"${file}" does not exist.`, { file });
  if (!stat.isFile()) throw new LabError('INVALID_FILE', `"${file}" is a folder; name a tokenizer.json.`, { file });
}
