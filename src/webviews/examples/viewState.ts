// What the view of examples remembers over a reload of the window.

import { EXAMPLE_ORDERS, type ExampleCondition, type ExampleOrder, conditionName } from '../../protocol/examples';
import type { ShownOverview } from '../../protocol/examplesView';
import { METRICS } from '../../protocol/metrics';
import { NO_SHARES, type SharesState } from '../shared/shares/sharesPart';
import type { SideState } from '../shared/sidePanel';

export interface ExamplesViewState extends SideState, SharesState {
  conditions: ExampleCondition[];
  /** What the list is sorted by; '': the worst first. */
  order: string;
  falling: boolean;
  /** Whether the choices of filters are seen. */
  filters: boolean;
  /** The chosen example, by its number; −1: none. */
  chosen: number;
}

export const DEFAULTS: ExamplesViewState = {
  ...{ conditions: [{ kind: 'outcome', outcome: 'wrong' }], order: '', falling: true, filters: false, chosen: -1 },
  ...{ details: window.innerWidth >= 700, section: '', sideWidth: 0 },
  ...NO_SHARES,
};

/** Those that mean something for these examples. */
export function conditionsIn(
  { conditions }: Pick<ExamplesViewState, 'conditions'>,
  { outcomes }: Pick<ShownOverview, 'outcomes'>,
): ExampleCondition[] {
  if (!Array.isArray(conditions)) return [];
  return conditions.filter(({ kind }) => kind !== 'outcome' || outcomes !== undefined);
}

/** With a condition in the place of another of its kind. */
export const withCondition = (conditions: readonly ExampleCondition[], next: ExampleCondition): ExampleCondition[] => [
  ...without(conditions, conditionName(next)),
  next,
];

export const without = (conditions: readonly ExampleCondition[], name: string): ExampleCondition[] =>
  conditions.filter((condition) => conditionName(condition) !== name);

export const conditionOf = (conditions: readonly ExampleCondition[], name: string): ExampleCondition | undefined =>
  conditions.find((condition) => conditionName(condition) === name);

export function orderOf(
  { order, falling }: Pick<ExamplesViewState, 'order' | 'falling'>,
  { has, metric }: Pick<ShownOverview, 'has' | 'metric'>,
): ExampleOrder {
  const by = EXAMPLE_ORDERS.find((known) => known === order);
  if (by) return { by, falling };
  return has.loss ? { by: 'loss', falling: true } : { by: 'score', falling: METRICS[metric].better === 'less' };
}
