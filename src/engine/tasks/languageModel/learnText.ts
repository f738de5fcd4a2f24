// How a language model cuts texts: learned from the lines of its training text, or opened from a run.

import type { TokenizerOptions } from '../../../protocol/tokenizer';
import { readTokenizerInputs } from '../../data/tokenizerInputs';
import { languageTextOf, type LanguageText, type LineOptions } from '../../language/languageText';
import { openTextSide, sideOf } from '../../sequence/sequenceText';
import { runFiles } from '../../store/runFolder';
import { createTokenizer, forgottenNotice, openTokenizer } from '../../text/tokenizer';
import { formatTokenizer } from '../../text/tokenizerFile';
import { sizeNotes } from '../../text/tokenizerNotes';
import { BoundedCounts } from '../../text/trainers/boundedCounts';
import { runTraining } from '../../text/trainers/training';
import type { TokenizerInputs } from '../../text/tokenizerLearner';
import { UnicodeForms } from '../../text/unicodeForms';
import type { CorpusLine } from './encodeTexts';

export interface Learning extends LineOptions {
  baseFolder: string;
  /** Those of the training text; asked for once. */
  lines: () => AsyncIterable<readonly CorpusLine[]>;
  signal: AbortSignal;
  /** Is given what a person should know. */
  notices: string[];
  /** What is to be changed in the files that the options name. */
  adapt?: (inputs: TokenizerInputs) => TokenizerInputs;
}

/** Cut without line breaks they would not be known. */
const keepsBreaks = ({ type }: TokenizerOptions): boolean => type === 'character' || type === 'byte-bpe';

export interface LearnedText {
  text: LanguageText;
  /** The tokenizer.json that a run keeps. */
  file: string;
}

/** What trains a model and what is loaded from its run are the same. Fails as `createTokenizer`, and with `CANCELLED`. */
export async function learnLanguageText(
  options: TokenizerOptions,
  { baseFolder, lines, signal, notices, endsLines = false, adapt = (inputs) => inputs }: Learning,
): Promise<LearnedText> {
  const inputs = adapt(await readTokenizerInputs(options, baseFolder));
  const tokenizer = createTokenizer(options, inputs);
  const counts = new BoundedCounts();
  const hasBreaks = keepsBreaks(options) && !endsLines;
  const forms = new UnicodeForms();
  if (options.type !== 'file')
    for await (const block of lines())
      for (const { text, isEnded, isRow } of block) {
        tokenizer.count(hasBreaks && isEnded && !isRow ? `${text}\n` : text, counts);
        forms.add(text);
      }
  notices.push(...forgottenNotice(counts), ...forms.notices({ joins: tokenizer.joinsForms }));
  const vocabulary = await runTraining(tokenizer.learn(counts, options), { signal });
  notices.push(...(vocabulary.file?.pipeline.notes ?? []), ...sizeNotes(options, vocabulary.tokens.length));
  const file = formatTokenizer(options, vocabulary);
  const side = sideOf(openTokenizer(file, runFiles.tokenizer, inputs), options);
  return { text: languageTextOf(side, { ...options, endsLines }), file };
}

/** Of a run. Fails with `INVALID_FILE`. */
export async function openLanguageText(
  options: TokenizerOptions,
  baseFolder: string,
  read: (name: string) => { text: string; file: string },
  { endsLines }: LineOptions = {},
): Promise<LanguageText> {
  return languageTextOf(await openTextSide(options, baseFolder, read(runFiles.tokenizer)), { ...options, endsLines });
}
