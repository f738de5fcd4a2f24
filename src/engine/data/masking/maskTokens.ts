// What a model reads in place of chosen tokens (Devlin et al. 2019, 3.1): mostly the mask, at times another token or the token itself, so
// that the states of all tokens have to be of use: in the texts that it is tuned on nothing is masked.

import type { Random } from '../random';
import type { Unit } from './choosePlaces';

export interface ReplacingRules {
  /** Shares of the chosen tokens: masked, and replaced by another one; the others stay. */
  masked: number;
  random: number;
  /** All tokens of a unit are replaced in one way (SpanBERT); else each for itself. */
  together: boolean;
}

export interface MaskTokens {
  /** The id of the mask. */
  mask: number;
  /** Ids that may stand in for others. */
  ordinary: Int32Array;
}

/** Replaces in place. @param units of `choosePlaces` */
export function maskTokens(
  ids: Int32Array,
  units: readonly Unit[],
  { mask, ordinary }: MaskTokens,
  rules: ReplacingRules,
  random: Random,
): void {
  for (const { from, to } of units) {
    let draw = random.uniform();
    for (let at = from; at < to; at++) {
      if (at > from && !rules.together) draw = random.uniform();
      if (draw < rules.masked) ids[at] = mask;
      else if (draw < rules.masked + rules.random) ids[at] = ordinary[random.integer(ordinary.length)];
    }
  }
}
