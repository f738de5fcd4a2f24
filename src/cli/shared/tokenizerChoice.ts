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
