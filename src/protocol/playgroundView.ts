// The contract between the extension host and the playground, under the rules of views.ts.

import type { OfferedQuestion, RunQuestion } from './attentionView';
import type { Answer } from './answer';
import type { AttributionReply, ShareQuestion } from './attribution';
import type { Notice, SharedCalls } from './views';

export interface PlaygroundReply {
  answer: Answer;
  seconds: number;
}

/** A picture that is asked about. */
export interface AskedPicture {
  name: string;
  /** Its bytes, `data:image/png;base64,...`. */
  content: string;
  /** Its file, where that is known. */
  path?: string;
}

/** Of a picture that is sent to the playground; a third more as base64. */
export const MOST_PICTURE_BYTES = 20_000_000;

export interface PlaygroundContract {
  calls: SharedCalls & {
    keep: { request: RunQuestion; reply: Record<string, never> };
    /** The picture of a file, or where `path` is empty one that the person chooses; nothing where they choose none. */
    picture: { request: { run: string; path: string }; reply: { picture?: AskedPicture } };
    /**
     * Cancelled by the view when the text has changed meanwhile. `text`: or the content of a picture, of runs that read pictures; then the
     * answer names no source. `alternatives`: how many outputs, 1 to 20.
     */
    make: { request: { run: string; text: string; alternatives: number }; reply: PlaygroundReply };
    /** The shares of the text's tokens in what the run makes of it; of runs that give labels, numbers or tags. */
    attribute: { request: ShareQuestion & { run: string; text: string }; reply: AttributionReply };
    /** Shows the attention, or the beam search, of this text. */
    open: { request: { view: 'attention' | 'beam'; run: string; text: string }; reply: Record<string, never> };
  };
  events: { notice: Notice; question: OfferedQuestion };
}
