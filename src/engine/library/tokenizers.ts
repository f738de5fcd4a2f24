// Tokenizers by themselves: learned from texts or opened from a tokenizer.json (the format of Hugging Face tokenizers).

import path from 'node:path';
import { z } from 'zod';
import { LabError } from '../../protocol/labError';
import type { SpecialTokensInText, TokenizerOptions, TokenizerType } from '../../protocol/tokenizer';
import { readTokenizerInputs } from '../data/tokenizerInputs';
import { faultsOf } from '../experiment/issueMessages';
import { schemaOptions, type JsonSchema } from '../experiment/jsonSchema';
import { tokenizerSchema } from '../schema/tokenizer';
import { writeOutput } from '../store/atomicFile';
import { nodeFiles } from '../store/nodeFiles';
import { sizeNotes } from '../text/tokenizerNotes';
import { createTokenizerLearner, type TokenizerInputs } from '../text/tokenizerLearner';
import { type ReadOptions, readTokenizerJson } from '../text/tokenizers/tokenizerJson';
import { BoundedCounts } from '../text/trainers/boundedCounts';
import { runTraining } from '../text/trainers/training';
import type { CallOptions } from './callOptions';

/** Tokens of a text, with their ids and places: half-open, in UTF-16 units. */
export interface TokenizedText {
  tokens: string[];
  ids: number[];
  offsets: [start: number, end: number][];
}

export interface TextTokenizer {
  /** Tokens by id. */
  readonly tokens: readonly string[];
  /** The tokenizer.json. */
  readonly json: string;
  /** The ids of a text. */
  encode(text: string): Int32Array;
  tokenize(text: string): TokenizedText;
  /** The text of ids; special tokens are left out. */
  decode(ids: Iterable<number>): string;
  /** Writes the tokenizer.json. Fails with `DISK`. */
  save(file: string): void;
  /** What the file asks for and is not done, and a vocabulary that became larger than asked for. */
  readonly notes: readonly string[];
}

/** A type with its defaults, or settings, of which those left out are as in an experiment. */
export type TokenizerChoice = TokenizerType | Partial<TokenizerOptions>;

export interface LearnOptions extends CallOptions {
  /** Where relative paths in the settings start; left out: the current folder. */
  baseFolder?: string;
}

/**
 * Learns a tokenizer from texts, which are read once. Fails with `INVALID_ARGUMENT` where the settings cannot be, with `INVALID_DATA`
 * where there are no words, as `openTokenizer` for files that the settings name, and with `CANCELLED`.
 */
export async function learnTokenizer(
  texts: Iterable<string> | AsyncIterable<string>,
  choice: TokenizerChoice = {},
  { baseFolder = process.cwd(), signal, onProgress }: LearnOptions = {},
): Promise<TextTokenizer> {
  const options = optionsOf(choice);
  const inputs = await readTokenizerInputs(options, baseFolder);
  const learner = createTokenizerLearner(options, inputs);
  const counts = new BoundedCounts();
  for await (const text of texts) {
    if (signal?.aborted) throw new LabError('CANCELLED', 'Training the tokenizer was cancelled.');
    learner.count(text, counts);
  }
  if (counts.size === 0 && options.type !== 'file')
    throw new LabError('INVALID_DATA', 'There are no words to learn a tokenizer from in these texts.');
  const json = await runTraining(learner.learn(counts, options), {
    signal,
    onProgress: (fraction) => onProgress?.({ phase: 'Learning', fraction }),
  });
  const pipeline = readTokenizerJson(json, 'tokenizer.json', readingOf(inputs));
  return tokenizerOf(json, pipeline, sizeNotes(options, pipeline.tokens.length));
}

/**
 * Opens a tokenizer.json, made here or elsewhere. Fails with `NOT_FOUND`, `DISK`, and with `INVALID_FILE` where it is damaged or asks
 * for what is not known here.
 * @param options.modelFolder of the model or dictionary of the analyser, for a tokenizer that cuts by morphemes
 * @param options.specialTokens whether special tokens that stand in a text are taken for what they are; left out: they are cut
 */
export async function openTokenizer(
  file: string,
  { modelFolder, specialTokens }: Pick<TokenizerOptions, 'modelFolder'> & { specialTokens?: SpecialTokensInText } = {},
): Promise<TextTokenizer> {
  const options = optionsOf({ type: 'file', file, modelFolder, specialTokens });
  const { tokenizerFile, ...inputs } = await readTokenizerInputs(options, process.cwd());
  if (!tokenizerFile) throw new LabError('INTERNAL', `"${file}" was not read.`);
  return tokenizerOf(tokenizerFile.text, readTokenizerJson(tokenizerFile.text, tokenizerFile.file, readingOf(inputs)));
}

const readingOf = ({ analyser, specialTokens }: TokenizerInputs): ReadOptions => ({ analyser, specialTokens });

function tokenizerOf(
  json: string,
  pipeline: ReturnType<typeof readTokenizerJson>,
  notes: readonly string[] = [],
): TextTokenizer {
  return {
    tokens: pipeline.tokens,
    json,
    notes: [...pipeline.notes, ...notes],
    encode: (text) => pipeline.encode(text),
    tokenize: (text) => pipeline.tokenize(text),
    decode: (ids) => pipeline.decode(ids),
    save: (file) => writeOutput(nodeFiles, path.resolve(file), json),
  };
}

const settings = z.strictObject({ tokenizer: tokenizerSchema });

function optionsOf(tokenizer: TokenizerChoice): TokenizerOptions {
  const value = { tokenizer };
  const parsed = settings.safeParse(value);
  if (parsed.success) return parsed.data.tokenizer;
  const [fault] = faultsOf(parsed.error.issues, value, z.toJSONSchema(settings, schemaOptions) as JsonSchema);
  throw new LabError('INVALID_ARGUMENT', fault.message, { key: fault.path });
}
