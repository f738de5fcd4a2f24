// Which tokenizer a person means: the name of a type, or the path of a tokenizer.json.

import * as path from 'node:path';
import { ANALYSERS, modelFolderKey, type ModelFolders } from '../../protocol/analysers/analysers';
import { listed } from '../../protocol/listed';
import { nearestName } from '../../protocol/nearestName';
import type { TokenizerOptions, TokenizerType } from '../../protocol/tokenizer';
import { FORGETS_SPACES, NAMED_TYPES } from '../../protocol/tokenColumns';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';

const optionOf = (type: string): string => `${type}-model`;
const isFor = (types: readonly string[]): string => `for the type${types.length === 1 ? '' : 's'} ${listed(types)}`;

/** Where the models of analysers are. */
export const MODEL_OPTIONS: Record<string, OptionSpec> = Object.fromEntries(
  ANALYSERS.map(({ type, needs }) => [
    optionOf(type),
    { value: '<folder>', help: `for the type ${type}: the folder of its ${needs}` },
  ]),
);

const morphemes = ANALYSERS.map(({ type }) => type);
const withBaseForms = ANALYSERS.filter(({ baseForm }) => baseForm !== undefined).map(({ type }) => type);

/** What belongs to types that cut morphemes. */
export const MORPHEME_OPTIONS: Record<string, OptionSpec> = {
  ...MODEL_OPTIONS,
  tags: { help: `${isFor(morphemes)}: tokens with their part of speech` },
  'content-words': { help: `${isFor(morphemes)}: leave out particles, endings and marks` },
  'base-forms': { help: `${isFor(withBaseForms)}: words in their base form` },
};

/** What belongs to types that see spaces and languages. */
export const SPACE_OPTIONS: Record<string, OptionSpec> = {
  language: { value: '<tag>', help: 'for the type segmenter: whose words, as ja, zh or th (default any)' },
  spaces: {
    value: 'dropped|marker',
    help: `for ${listed(FORGETS_SPACES)}: marker makes white space a token (default dropped)`,
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

/** The folders of models that are named; undefined where none is. */
export function modelFolders(given: ParsedArguments, cwd: string): ModelFolders | undefined {
  const named = morphemes.flatMap((type) => {
    const folder = given.text(optionOf(type));
    return folder === undefined ? [] : [[modelFolderKey(type), path.resolve(cwd, folder)]];
  });
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

export function morphemeChoice(
  given: ParsedArguments,
  cwd: string,
): Pick<TokenizerOptions, 'modelFolders' | 'tags' | 'contentWords' | 'baseForms'> {
  const folders = modelFolders(given, cwd);
  return {
    ...(folders ? { modelFolders: folders } : {}),
    ...(given.flag('tags') ? { tags: true } : {}),
    ...(given.flag('content-words') ? { contentWords: true } : {}),
    ...(given.flag('base-forms') ? { baseForms: true } : {}),
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
    `${option} must be ${listed(types, 'or')}, not "${given}"${close === undefined ? '' : `; did you mean ${close}?`}`,
  );
}
