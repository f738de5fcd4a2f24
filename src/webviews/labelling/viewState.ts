// What the view of labelling remembers over a reload of the window.

import { LABELLING_FILTERS, type LabellingList } from '../../protocol/labellingView';

export interface LabellingViewState {
  /** One of the filters, or `=` and a label. */
  filter: string;
  /** What is searched for. */
  text: string;
  /** The text that is shown; −1: the first without a label. */
  index: number;
  /** The keys are listed. */
  keys: boolean;
}

export const DEFAULTS: LabellingViewState = { filter: 'all', text: '', index: -1, keys: false };

export const filterOfName = (name: string): string => `=${name}`;

/** What is listed by a filter as it is kept. */
export function listOf({ filter, text }: Pick<LabellingViewState, 'filter' | 'text'>, version: number): LabellingList {
  const isName = filter.startsWith('=');
  const known = isName ? 'name' : (LABELLING_FILTERS.find((one) => one === filter && one !== 'name') ?? 'all');
  return { version, filter: known, name: isName ? filter.slice(1) : '', text };
}
