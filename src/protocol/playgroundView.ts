// The contract between the extension host and the playground, under the rules of views.ts.

import type { OfferedQuestion, RunQuestion } from './attentionView';
import type { Answer } from './answer';
import type { Notice, SharedCalls } from './views';

export interface PlaygroundReply {
  answer: Answer;
  seconds: number;
}

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
