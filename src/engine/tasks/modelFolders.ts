// A run keeps where the models of its analysers are: it can be asked and resumed from elsewhere, whatever the settings say then.

import path from 'node:path';
import { cutsMorphemes, modelFolderKey, type ModelFolders } from '../../protocol/analysers/analysers';
import type { TokenizerOptions } from '../../protocol/tokenizer';
import { analyserIn } from '../data/tokenizerInputs';
import type { Files } from '../store/files';
import { readFileText } from '../store/wholeFile';
import type { Experiment } from './tasks';

const MAX_TOKENIZER_BYTES = 256 * 1024 * 1024;

interface Place {
  files: Files;
  baseFolder: string;
}

/** The experiment with the folders of the settings, for tokenizers that need one and name none. */
export function withModelFolders<E extends Experiment>(experiment: E, folders: ModelFolders = {}, place: Place): E {
  const filled = (options: TokenizerOptions): TokenizerOptions => {
    if (options.modelFolder !== undefined) return options;
    const type = cutsMorphemes(options.type) ? options.type : analyserOfFile(options, folders, place);
    const modelFolder = type && folders[modelFolderKey(type)];
    return modelFolder ? { ...options, modelFolder } : options;
  };
  const target = 'targetTokenizer' in experiment ? experiment.targetTokenizer : undefined;
  return {
    ...experiment,
    tokenizer: filled(experiment.tokenizer),
    ...(target ? { targetTokenizer: filled(target) } : {}),
  };
}

/** What is wrong with the file is said where it is opened. */
function analyserOfFile({ type, file }: TokenizerOptions, folders: ModelFolders, { files, baseFolder }: Place) {
  if (type !== 'file' || file === undefined || !Object.values(folders).some(Boolean)) return undefined;
  try {
    return analyserIn(readFileText(files, path.resolve(baseFolder, file), MAX_TOKENIZER_BYTES));
  } catch {
    return undefined;
  }
}
