// The contract between the extension host and the playground, under the rules of views.ts.

import type { OfferedQuestion, RunQuestion } from './attentionView';
import type { Prediction } from './engine';
import type { Translation } from './translation';
import type { Notice, SharedCalls } from './views';

/** What a run makes of a text: a label, or outputs with their alternatives. */
export type PlaygroundReply =
  | { kind: 'label'; prediction: Prediction; seconds: number }
  | { kind: 'outputs'; translation: Translation; seconds: number };

export interface PlaygroundContract {
  calls: SharedCalls & {
    keep: { request: RunQuestion; reply: Record<string, never> };
    /** Cancelled by the view when the text has changed meanwhile. `alternatives`: how many outputs, 1 to 20. */
    make: { request: { run: string; text: string; alternatives: number }; reply: PlaygroundReply };
    /** Shows the attention, or the beam search, of this text. */
    open: { request: { view: 'attention' | 'beam'; run: string; text: string }; reply: Record<string, never> };
  };
  events: { notice: Notice; question: OfferedQuestion };
}
