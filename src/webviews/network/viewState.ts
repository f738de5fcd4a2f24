// What the view of networks remembers over a reload.

import { NO_QUESTION, type QuestionState } from '../shared/runQuestion';
import type { SideState } from '../shared/sidePanel';

export interface NetworkState extends QuestionState, SideState {
  /** Tokens that a language model writes before it is drawn. */
  writes: number;
  /** The tensor that is looked at, and its head; −1: the network's answer. */
  tensor: number;
  head: number;
  /** Whether the network, or the tensor, is shown as a table. */
  asTable: boolean;
  numbers: boolean;
}

export const DEFAULTS: NetworkState = {
  ...NO_QUESTION,
  ...{ details: true, section: 'tensor', sideWidth: 0 },
  ...{ writes: 0, tensor: -1, head: 0, asTable: false, numbers: false },
};
