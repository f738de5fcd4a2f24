// The contract between the extension host and the beam search view, under the rules of views.ts.

import type { OfferedQuestion, RunQuestion } from './attentionView';
import type { TextAnswer } from './answer';
import type { PlacedWord, SearchRule } from './decoding';
import type { Notice, SharedCalls } from './views';

export interface BeamQuestion {
  run: string;
  source: string;
  /** Empty: none. */
  reference: string;
  beam: number;
  /** α of Wu et al. 2016. */
  lengthPenalty: number;
  /** 0: as the run's experiment has it. */
  maxLength: number;
  /** What may follow certain beginnings. */
  rules: SearchRule[];
  /** The same, with words that were typed. */
  words: PlacedWord[];
  /** Words that occur nowhere, and words that occur in every finished output. */
  banned: string[];
  forced: string[];
}

export interface BeamViewContract {
  calls: SharedCalls & {
    keep: { request: RunQuestion; reply: Record<string, never> };
    /** Searches, and returns the whole search. */
    search: { request: BeamQuestion; reply: TextAnswer };
  };
  events: { notice: Notice; question: OfferedQuestion };
}
