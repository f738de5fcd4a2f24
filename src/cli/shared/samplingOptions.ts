// How a continuation is drawn, on the command line.

import type { Sampling } from '../../protocol/continuation';
import type { OptionSpec, ParsedArguments } from '../arguments';
import { invalidArgument } from '../failure';
import { samplingRulesOf } from './decodingOptions';

export const SAMPLING_OPTIONS: Record<string, OptionSpec> = {
  greedy: { help: 'take the most probable token each time' },
  temperature: { value: '<number>', help: 'above 1 flatter, below 1 sharper (default 1)' },
  'top-k': { value: '<n>', help: 'draw from the most probable tokens alone, so many' },
  'top-p': { value: '<share>', help: 'only the fewest most probable tokens that make up this probability' },
  'min-p': { value: '<share>', help: 'only tokens at least so many times as probable as the most probable one' },
  typical: { value: '<share>', help: 'only the tokens with the most expected surprisal that make up this probability' },
  seed: { value: '<n>', help: 'the same seed draws the same tokens (default 1)' },
};

/** Throws `INVALID_ARGUMENT`. */
export function samplingOf(given: ParsedArguments): Sampling {
  const greedy = given.flag('greedy');
  const drawing = Object.keys(SAMPLING_OPTIONS).find((name) => name !== 'greedy' && given.text(name) !== undefined);
  if (greedy && drawing !== undefined)
    throw invalidArgument(`--${drawing} does nothing with --greedy: nothing is drawn.`);
  return {
    ...(greedy ? { greedy } : {}),
    ...samplingRulesOf(given),
  };
}
