// What the playground remembers over a reload.

import { NO_QUESTION, type QuestionState } from '../shared/runQuestion';
import { NO_SHARES, type SharesState } from '../shared/shares/sharesPart';

/** Of the question one run and the source. */
export interface PlaygroundState extends QuestionState, SharesState {
  /** Outputs that are asked for. */
  alternatives: number;
}

export const DEFAULTS: PlaygroundState = { ...NO_QUESTION, ...NO_SHARES, alternatives: 3 };
