// Which tokenizer a person means: the name of a type, or the path of a tokenizer.json.

import * as path from 'node:path';
import { nearestName } from '../../protocol/nearestName';
import type { TokenizerOptions, TokenizerType } from '../../protocol/tokenizer';
import { NAMED_TYPES } from '../../protocol/tokenColumns';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';

/** What belongs to the type kiwi. */
export const KIWI_OPTIONS: Record<string, OptionSpec> = {
  'kiwi-model': { value: '<folder>', help: 'for the type kiwi: the folder of its model' },
  tags: { help: 'for the type kiwi: tokens with their part of speech' },
  'content-words': { help: 'for the type kiwi: leave out particles, endings and marks' },
};

/** What belongs to types that see spaces and languages. */
export const SPACE_OPTIONS: Record<string, OptionSpec> = {
  language: { value: '<tag>', help: 'for the type segmenter: whose words, as ja, zh or th (default any)' },
  spaces: {
    value: 'dropped|marker',
    help: 'for syllable, jamo, regex, segmenter and kiwi: marker makes white space a token (default dropped)',
  },
};

/** Throws `INVALID_ARGUMENT`. */
export function spaceChoice(given: ParsedArguments): Pick<TokenizerOptions, 'language' | 'spaces'> {
  const language = given.text('language');
  const spaces = given.text('spaces');
  if (spaces !== undefined && spaces !== 'dropped' && spaces !== 'marker')
    throw invalidArgument(`--spaces must be dropped or marker, not "${spaces}"`);
  return { ...(language === undefined ? {} : { language }), ...(spaces === undefined ? {} : { spaces }) };
}

export function kiwiChoice(
  given: ParsedArguments,
  cwd: string,
): Pick<TokenizerOptions, 'modelFolder' | 'tags' | 'contentWords'> {
  const folder = given.text('kiwi-model');
  return {
    ...(folder === undefined ? {} : { modelFolder: path.resolve(cwd, folder) }),
    ...(given.flag('tags') ? { tags: true } : {}),
    ...(given.flag('content-words') ? { contentWords: true } : {}),
  };
}

/** Whether special tokens in a text are cut or taken for what they are. Throws `INVALID_ARGUMENT`. */
export function specialsChoice(given: ParsedArguments): Pick<TokenizerOptions, 'specialTokens'> {
  const choice = given.text('special-tokens');
  if (choice === undefined) return {};
  if (choice === 'text' || choice === 'recognise') return { specialTokens: choice };
  throw invalidArgument(`--special-tokens must be text or recognise, not "${choice}"`);
}

/** Throws `INVALID_ARGUMENT` with the nearest name. */
export function tokenizerChoice(given: string, cwd: string): Pick<TokenizerOptions, 'type' | 'file'> {
  if (given.endsWith('.json')) return { type: 'file', file: path.resolve(cwd, given) };
  return { type: tokenizerType(given, '--tokenizer', NAMED_TYPES) };
}

/** `given` where it is one of `types`. Throws `INVALID_ARGUMENT` with the nearest name. */
export function tokenizerType<Type extends TokenizerType>(given: string, option: string, types: readonly Type[]): Type {
  const type = types.find((known) => known === given);
  if (type !== undefined) return type;
  const close = nearestName(given, types);
  throw invalidArgument(
    `${option} must be ${types.slice(0, -1).join(', ')} or ${types.at(-1)}, not "${given}"${close === undefined ? '' : `; did you mean ${close}?`}`,
  );
}
