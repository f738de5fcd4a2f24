// What the attention view remembers over a reload.

import { NO_QUESTION, type QuestionState } from '../shared/runQuestion';
import type { SideState } from '../shared/sidePanel';
import type { HeadOrder } from './headGrid';
import type { PaneSettings } from './pane';

export interface AttentionState extends PaneSettings, QuestionState, SideState {
  order: HeadOrder;
  /** Whether the options are unfolded. */
  options: boolean;
}

export const DEFAULTS: AttentionState = {
  ...NO_QUESTION,
  ...{ kind: 'cross', layer: 0, heads: [], mode: 'map', share: 1, words: false },
  ...{ details: true, section: 'heads', sideWidth: 0, order: 'layer', options: false },
};
