// The token that stands where a word was masked: of tokenizers that are learned here `<mask>`, one of a person's own special tokens; of
// files theirs, or one that is added to them.

import { z } from 'zod';
import { LabError } from '../../protocol/labError';
import { ownSpecialTokens, type TokenizerOptions } from '../../protocol/tokenizer';
import { openTokenizer } from './tokenizer';
import type { TokenizerInputs } from './tokenizerLearner';
import { specialTokens, type Vocabulary } from './vocabulary';

/** What it is called, here and in files from elsewhere; the first is that of new ones. */
export const MASK_NAMES: readonly string[] = ['<mask>', '[MASK]', '<|mask|>'];

const isMask = (token: string): boolean => MASK_NAMES.includes(token);

/** Options with which a tokenizer is learned that has a mask. */
export function withMask<Options extends TokenizerOptions>(options: Options): Options {
  const own = ownSpecialTokens(options);
  if (options.type === 'file' || own.some(isMask)) return options;
  return { ...options, specialTokens: [...own, MASK_NAMES[0]] };
}

/** Shifted where a file's tokens come behind the laboratory's; -1 where there is none. */
export const maskOf = ({ tokens }: Pick<Vocabulary, 'tokens'>): number => tokens.findIndex(isMask);

/** By id: tokens that are no text. */
export function specialOf({ tokens, file }: Vocabulary): (id: number) => boolean {
  const shift = file ? tokens.length - file.pipeline.tokens.length : 0;
  const mask = maskOf({ tokens });
  return (id) => id < specialTokens.length || id === mask || (file?.pipeline.specials.has(id - shift) ?? false);
}

const anyFile = z.looseObject({
  model: z.looseObject({}),
  added_tokens: z.array(z.looseObject({ id: z.number(), content: z.string(), special: z.boolean() })).default([]),
});

/**
 * A tokenizer.json that has a mask among its special tokens: as it is, or with one behind its other tokens. Adds to `notices` what was
 * added. Fails with `INVALID_FILE` for files of kinds to which nothing can be added.
 */
export function fileWithMask({ tokenizerFile, ...inputs }: TokenizerInputs, notices: string[]): TokenizerInputs {
  if (!tokenizerFile) return inputs;
  const { text, file } = tokenizerFile;
  const { pipeline } = openTokenizer(text, file, inputs).vocabulary.file ?? {};
  const known = pipeline?.tokens.findIndex((token, id) => isMask(token) && pipeline.specials.has(id)) ?? -1;
  if (!pipeline || known >= 0) return { ...inputs, tokenizerFile };
  const read = anyFile.safeParse(JSON.parse(text));
  if (!read.success)
    throw new LabError(
      'INVALID_FILE',
      `"${file}" has no special token ${MASK_NAMES.join(' or ')}, and none can be added to a file of this kind. Choose a tokenizer that has one, or learn one here.`,
      { key: ['tokenizer', 'file'], file },
    );
  const common = pipeline.tokens.findIndex(isMask); // in the vocabulary, but not told to be special
  const id = common >= 0 ? common : pipeline.tokens.length;
  const content = common >= 0 ? pipeline.tokens[common] : MASK_NAMES[0];
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  const added = [...read.data.added_tokens, { id, content, ...flags }];
  notices.push(`The tokenizer had no mask: "${content}" was added to the copy that the run keeps, as token ${id}.`);
  return { ...inputs, tokenizerFile: { file, text: JSON.stringify({ ...read.data, added_tokens: added }) } };
}
