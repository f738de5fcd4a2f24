// Reads the files that a tokeniser's options name.

import path from 'node:path';
import {
  analyserOfStage,
  cutsMorphemes,
  modelFolderKey,
  type MorphemeTokenizerType,
} from '../../protocol/analysers/analysers';
import { specialsInText, type TokenizerOptions } from '../../protocol/tokenizer';
import { LabError } from '../../protocol/labError';
import { refuseLfsPointer } from '../../protocol/lfsPointer';
import { lookAt, readPlain } from '../disk/plainFile';
import { decodeWhole } from '../text/encodings/decodeBytes';
import { readText } from '../text/readText';
import { bertTokenizerText } from '../text/bertVocabulary';
import type { Analyser } from '../text/tokenizers/analysers/analyser';
import { openAnalyser } from '../text/tokenizers/analysers/openAnalyser';
import type { TokenizerInputs } from '../text/tokenizerLearner';

const MAX_FILE_BYTES = 256 * 1024 * 1024;
const MAX_USER_WORDS = 100_000;

/** Relative paths start at `baseFolder`. Fails with `NOT_FOUND`, `INVALID_FILE`, `INVALID_DATA` or `DISK`. */
export async function readTokenizerInputs(options: TokenizerOptions, baseFolder: string): Promise<TokenizerInputs> {
  const { type, file, userWords } = options;
  const json = type === 'file' && file !== undefined ? path.resolve(baseFolder, file) : undefined;
  const text = json === undefined ? undefined : await readJson(json);
  return {
    analyser: await analyserFor(options, text ?? '', baseFolder),
    specialTokens: specialsInText(options),
    tokenizerFile: json === undefined || text === undefined ? undefined : { file: json, text: stagesOf(text, json) },
    userWords: userWords === undefined ? undefined : await readWords(path.resolve(baseFolder, userWords)),
  };
}

/** Of the vocab.txt of a BERT, which is no tokenizer.json, the stages that cut as it does. */
const stagesOf = (text: string, file: string): string =>
  file.endsWith('.txt') ? bertTokenizerText(text, file, { lowercase: true }) : text;

/** The analyser that the options or the text of a tokenizer.json ask for, if any. Fails as `openAnalyser`. */
export async function analyserFor(
  { type, modelFolder, modelFolders }: Pick<TokenizerOptions, 'type' | 'modelFolder' | 'modelFolders'>,
  json: string,
  baseFolder: string,
): Promise<Analyser | undefined> {
  const asked = cutsMorphemes(type) ? type : analyserIn(json);
  if (asked === undefined) return undefined;
  const folder = modelFolder ?? modelFolders?.[modelFolderKey(asked)];
  return openAnalyser(asked, folder === undefined ? undefined : path.resolve(baseFolder, folder));
}

/** The analyser that a tokenizer.json cuts by, if any. */
export function analyserIn(json: string): MorphemeTokenizerType | undefined {
  const stage = /"pre_tokenizer"\s*:\s*\{\s*"type"\s*:\s*"(\w+)"/.exec(json)?.[1];
  return analyserOfStage(stage ?? '')?.type;
}

async function readJson(file: string): Promise<string> {
  try {
    const { size } = (await lookAt(file)) ?? {};
    if (size !== undefined && size > MAX_FILE_BYTES)
      throw new LabError('INVALID_FILE', `"${file}" is too large for a tokenizer.json.`, { file });
    const { text } = await decodeWhole(await readPlain(file), 'utf-8');
    refuseLfsPointer(file, text);
    return text;
  } catch (error) {
    if (error instanceof LabError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new LabError('NOT_FOUND', `"${file}" does not exist.`, { file });
    if (code === 'EISDIR')
      throw new LabError('INVALID_FILE', `"${file}" is a folder; name a tokenizer.json.`, { file });
    throw new LabError('DISK', `Could not read "${file}": ${message}.`, { file }, { cause: error });
  }
}

async function readWords(file: string): Promise<string[]> {
  const words = new Set<string>();
  for await (const { lines } of readText(file).blocks()) for (const line of lines) words.add(line.trim());
  words.delete('');
  if (words.size > MAX_USER_WORDS)
    throw new LabError('INVALID_DATA', `"${file}" has ${words.size} words; at most ${MAX_USER_WORDS} are taken.`, {
      file,
    });
  return [...words];
}
