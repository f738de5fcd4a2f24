// What the view of tags remembers over a reload of the window.

import { TAG_FILTERS, type TagFilter } from '../../protocol/tagsView';
import type { SideState } from '../shared/sidePanel';

export interface TagsViewState extends SideState {
  filter: string;
  text: string;
  /** The chosen sentence; −1: none. */
  chosen: number;
}

export const DEFAULTS: TagsViewState = {
  ...{ filter: 'wrong', text: '', chosen: -1 },
  ...{ details: true, section: '', sideWidth: 0 },
};

export const filterOf = ({ filter }: Pick<TagsViewState, 'filter'>): TagFilter =>
  TAG_FILTERS.find((known) => known === filter) ?? 'all';
