// The most probable tokens of a place, before and after the rules, as one list. Pure.

import type { PlaceChoices } from '../../protocol/generateView';

export interface MergedChoice {
  id: number;
  token: string;
  /** Undefined: it is not among those that were told. */
  before?: number;
  after?: number;
}

/** Those before the rules by falling probability, behind them those that are among the most probable after the rules alone. */
export function mergedChoices({ before, after }: PlaceChoices): MergedChoice[] {
  const left = new Map(after.map((choice) => [choice.id, choice]));
  const first = before.map(({ id, token, probability }): MergedChoice => {
    const behind = left.get(id)?.probability;
    left.delete(id);
    return { id, token, before: probability, ...(behind === undefined ? {} : { after: behind }) };
  });
  return [...first, ...[...left.values()].map(({ id, token, probability }) => ({ id, token, after: probability }))];
}
