// The contract between the extension host and the playground, under the rules of views.ts.

import type { OfferedQuestion, RunQuestion } from './attentionView';
import type { Answer } from './answer';
import type { AttributionReply, ShareQuestion } from './attribution';
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
    /** The shares of the text's tokens in what the run makes of it; of runs that give labels, numbers or tags. */
    attribute: { request: ShareQuestion & { run: string; text: string }; reply: AttributionReply };
    /** Shows the attention, or the beam search, of this text. */
    open: { request: { view: 'attention' | 'beam'; run: string; text: string }; reply: Record<string, never> };
  };
  events: { notice: Notice; question: OfferedQuestion };
}
