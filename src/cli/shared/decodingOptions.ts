// How outputs are decoded, on the command line: options that predict, evaluate and attention share.

import type { DecodingRequest } from '../../protocol/decoding';
import type { SamplingRules } from '../../protocol/samplingRules';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';

export const DECODING_OPTIONS: Record<string, OptionSpec> = {
  beam: { value: '<n>', help: 'hypotheses kept in each step, 1: greedy (runs that write)' },
  'length-penalty': { value: '<number>', help: 'length penalty of Wu et al. 2016, 0: off (runs that write)' },
  'max-length': { value: '<tokens>', help: 'longest output (runs that write)' },
  'min-length': { value: '<tokens>', help: 'shortest output (runs that write)' },
  'no-repeat': { value: '<tokens>', help: 'no run of so many tokens occurs twice (runs that write)' },
};

/** More, for those who ask for single outputs. */
export const OUTPUT_OPTIONS: Record<string, OptionSpec> = {
  'n-best': { value: '<n>', help: 'print so many outputs for each text, the best first (runs that write)' },
  prefix: { value: '"..."', help: 'every output begins so (runs that write)' },
  ban: { value: '<word>', multiple: true, help: 'a word that never occurs (runs that write)' },
  force: { value: '<word>', multiple: true, help: 'a word that occurs in every output (runs that write)' },
  sample: { help: 'draw outputs at random in place of searching (runs that write)' },
  temperature: { value: '<number>', help: 'for --sample: above 1 flatter, below 1 sharper' },
  'top-k': { value: '<n>', help: 'for --sample: only the most probable tokens' },
  'top-p': { value: '<share>', help: 'for --sample: only the tokens that make up this probability' },
  'min-p': {
    value: '<share>',
    help: 'for --sample: only tokens at least so many times as probable as the most probable one',
  },
  typical: { value: '<share>', help: 'for --sample: only the most typical tokens that make up this probability' },
  seed: { value: '<n>', help: 'for --sample: the same seed gives the same outputs' },
  'replace-unknown': { help: 'unknown words become the source words they attend to (runs that write)' },
};

const WIDEST_BEAM = 1000;

/** Throws `INVALID_ARGUMENT`. */
export const samplingRulesOf = (given: ParsedArguments): SamplingRules => ({
  temperature: numberOf(given, 'temperature'),
  topK: given.count('top-k', 0),
  topP: numberOf(given, 'top-p'),
  minP: numberOf(given, 'min-p'),
  typical: numberOf(given, 'typical'),
  seed: given.count('seed', 0),
});

/** What was asked for; undefined where nothing was. Throws `INVALID_ARGUMENT`. */
export function decodingOf(given: ParsedArguments): DecodingRequest | undefined {
  const beam = given.count('beam', 1);
  if (beam !== undefined && beam > WIDEST_BEAM)
    throw invalidArgument(`--beam must be a whole number from 1 to ${WIDEST_BEAM}, not ${beam}.`);
  const nBest = given.count('n-best', 1);
  if (nBest !== undefined && beam !== undefined && nBest > beam && !given.flag('sample'))
    throw invalidArgument(`--n-best ${nBest} needs a --beam of at least as many.`);
  const sampled = given.flag('sample');
  for (const name of ['temperature', 'top-k', 'top-p', 'min-p', 'typical', 'seed'])
    if (!sampled && given.text(name) !== undefined) throw invalidArgument(`--${name} goes with --sample.`);
  const request: DecodingRequest = {
    ...(sampled ? { method: 'sampling' as const } : {}),
    ...{ beam, nBest, prefix: given.text('prefix') },
    lengthPenalty: numberOf(given, 'length-penalty'),
    maxLength: given.count('max-length', 1),
    minLength: given.count('min-length', 0),
    noRepeat: given.count('no-repeat', 0),
    banned: listOf(given, 'ban'),
    forced: listOf(given, 'force'),
    ...samplingRulesOf(given),
    replaceUnknown: given.flag('replace-unknown') || undefined,
  };
  refuseContradictions(request);
  const stated = Object.entries(request).filter(([, value]) => value !== undefined);
  return stated.length > 0 ? (Object.fromEntries(stated) as DecodingRequest) : undefined;
}

/** What can be seen without the run. */
function refuseContradictions({
  banned = [],
  forced = [],
  minLength = 0,
  maxLength = Infinity,
}: DecodingRequest): void {
  const both = forced.find((word) => banned.includes(word));
  if (both !== undefined) throw invalidArgument(`--force and --ban both name "${both}". Leave one of the two out.`);
  if (minLength > maxLength)
    throw invalidArgument(
      `--min-length ${minLength} is above --max-length ${maxLength}. Lower it, or raise the other.`,
    );
}

function listOf(given: ParsedArguments, name: string): string[] | undefined {
  const words = given.texts(name);
  return words.length > 0 ? words : undefined;
}

export function numberOf(given: ParsedArguments, name: string): number | undefined {
  const text = given.text(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw invalidArgument(`--${name} needs a number, not "${text}".`);
  return value;
}
