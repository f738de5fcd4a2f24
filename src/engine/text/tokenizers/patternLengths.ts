// How much there is to compile in a tokenizer.json: compiling takes time by the length of the patterns, and nothing can stop it.

import { Nonsense } from './nonsense';

/** Real files have some hundreds of characters; these take a second or two at most. */
const MOST_UNITS = 20_000;

/** Throws `Nonsense` where the regular expressions of the stages, which are not nested deeply, are too long together. */
export function refuseLongPatterns(stages: readonly unknown[]): void {
  const units = unitsOf(stages);
  if (units > MOST_UNITS)
    throw new Nonsense(
      `its regular expressions have ${units} characters together, and at most ${MOST_UNITS} are taken; shorten them`,
    );
}

function unitsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if ('Regex' in value && typeof value.Regex === 'string') return value.Regex.length;
  return Object.values(value).reduce<number>((sum, each) => sum + unitsOf(each), 0);
}
