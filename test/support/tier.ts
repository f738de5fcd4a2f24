// How much is tried: a part at each change, and all of it at night (docs/promises.md).

export const isNight = process.env.NLP_LAB_TEST_TIER === 'night';

/** How many at each change, and how many at night. */
export const timesOf = (each: number, night: number): number => (isNight ? night : each);

/** Those of each change, and the others too at night. */
export const ofTier = <T>(each: readonly T[], night: readonly T[]): readonly T[] =>
  isNight ? [...each, ...night] : each;
