// The contract between the extension host and the attention view, under the rules of views.ts; and what the views that
// ask runs about texts have in common.

import type { AttendedText, AttentionMap } from './attention';
import type { Notice, SharedCalls } from './views';

/** A run that can be asked, by the name of its folder. */
export interface OfferedRun {
  id: string;
  name: string;
  /** What tells runs of one name apart: model, figure. */
  detail: string;
  /** It is asked about pictures, and not about texts. */
  readsPictures?: boolean;
}

/** What is asked of which runs. The host says it first; what the person changes in the view is told to the host. */
export interface RunQuestion {
  /** Ids of the runs asked: one, or two side by side. */
  selected: string[];
  source: string;
  /** The output to look at, or the reference; empty: none. */
  target: string;
}

export interface OfferedQuestion extends RunQuestion {
  runs: OfferedRun[];
  /** Grows when a command asks something new, which then replaces what the view has; 0 after a reload of the window. */
  version: number;
}

/** What is known of a sentence before its maps have arrived. */
export interface AttendedSentence {
  /** Names the sentence for `maps`. */
  id: number;
  source: AttendedText;
  target: AttendedText;
  targetInputs: string[];
  tokenLogProbabilities: number[];
  maps: Omit<AttentionMap, 'weights'>[];
}

export interface AttentionViewContract {
  calls: SharedCalls & {
    /** Keeps what is asked, for when the view is opened again. */
    keep: { request: RunQuestion; reply: Record<string, never> };
    /** Runs the model; an empty target means its own output. */
    attend: { request: { run: string; source: string; target: string }; reply: AttendedSentence };
    /** Weights from the `from`-th map on, as many as fit a message; `next` is null at the end. */
    maps: { request: { id: number; from: number }; reply: { weights: Float32Array[]; next: number | null } };
  };
  events: { notice: Notice; question: OfferedQuestion };
}
