// What the attention view remembers over a reload.

import { NO_QUESTION, type QuestionState } from '../shared/runQuestion';
import type { HeadOrder } from './headGrid';
import type { PaneSettings } from './pane';

export interface AttentionState extends PaneSettings, QuestionState {
  details: boolean;
  section: string;
  order: HeadOrder;
}

export const DEFAULTS: AttentionState = {
  ...NO_QUESTION,
  ...{ kind: 'cross', layer: 0, heads: [], mode: 'map', share: 1, words: false },
  ...{ details: true, section: 'heads', order: 'layer' },
};
