// What the playground remembers over a reload.

import { NO_QUESTION, type QuestionState } from '../shared/runQuestion';

/** Of the question one run and the source. */
export interface PlaygroundState extends QuestionState {
  /** Outputs that are asked for. */
  alternatives: number;
}

export const DEFAULTS: PlaygroundState = { ...NO_QUESTION, alternatives: 3 };
