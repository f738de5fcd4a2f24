// Texts with their masks, drawn by seed: in training anew for each batch, so that no epoch is as another; in judging always alike, and
// all that is chosen is masked, so that nothing of it is left.

import { choosePlaces, type Unit } from '../../data/masking/choosePlaces';
import { maskTokens } from '../../data/masking/maskTokens';
import { createRandom, type Random } from '../../data/random';
import type { AroundMasked } from './around';
import type { MaskedReading } from './maskedReading';
import type { SentencePair } from './sentencePairs';
import type { MaskedText } from './maskedText';
import type { TextPieces } from './textPieces';

type Masking = AroundMasked['masking'];

interface DrawnFrom {
  pieces: TextPieces;
  masked: MaskedText;
  masking: Masking;
  seed: number;
}

const rolesOf = (ids: Int32Array, { roles }: MaskedText) => Array.from(ids, (id) => roles[id]);

const placesOf = (units: readonly Unit[]): number[] =>
  units.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i));

/** @param random what draws tokens in their place, behind all masks */
function reading(
  original: Int32Array,
  units: readonly Unit[],
  replace: (ids: Int32Array) => void,
  random?: Random,
): MaskedReading {
  const places = placesOf(units);
  const ids = original.slice();
  replace(ids);
  const draws = random && { draws: places.map(() => random.uniform()) };
  return { ids, places, labels: places.map((place) => original[place]), ...draws };
}

/** How often masks are drawn where none of a batch's tokens was chosen: of short texts few may be. */
const MOST_DRAWS = 100;

/** Texts, or pairs of them. @param number of the batch over all epochs: its masks follow from the seed and it alone */
export function trainingReadings(
  given: readonly (Pick<SentencePair, 'ids'> & Partial<SentencePair>)[],
  number: number,
  { masked, masking, seed }: Omit<DrawnFrom, 'pieces'>,
): MaskedReading[] {
  const random = createRandom({ seed, stream: 'masking', index: number });
  const roles = given.map(({ ids }) => rolesOf(ids, masked));
  const draw = (): Unit[][] => roles.map((each) => choosePlaces(each, masking, random));
  let chosen = draw();
  for (let draws = 1; draws < MOST_DRAWS && chosen.every(({ length }) => length === 0); draws++) chosen = draw();
  const rules = { masked: masking.mask, random: masking.random, together: masking.units === 'spans' };
  const draws = createRandom({ seed, stream: 'replacing', index: number });
  return given.map(({ ids, ...pair }, i) => ({
    ...reading(ids, chosen[i], (read) => maskTokens(read, chosen[i], masked, rules, random), draws),
    ...pair,
  }));
}

/** A text as it is judged. */
export function judgedReading({ pieces, masked, masking, seed }: DrawnFrom, piece: number): MaskedReading {
  const random = createRandom({ seed, stream: 'judging', index: piece });
  const ids = pieces.read(piece);
  const units = choosePlaces(rolesOf(ids, masked), masking, random);
  const replace = (read: Int32Array): void => {
    for (const { from, to } of units) read.fill(masked.mask, from, to);
  };
  return reading(ids, units, replace, random);
}

/** Each of its tokens masked alone (Salazar et al. 2020). */
export function singleReadings({ pieces, masked }: Pick<DrawnFrom, 'pieces' | 'masked'>, piece: number) {
  const ids = pieces.read(piece);
  return rolesOf(ids, masked).flatMap((role, at): MaskedReading[] =>
    role === 'never' ? [] : [reading(ids, [{ from: at, to: at + 1 }], (read) => (read[at] = masked.mask))],
  );
}
