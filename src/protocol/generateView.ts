// The contract between the extension host and the view in which a run goes on with a text, under the rules of views.ts.

import type { OfferedQuestion, RunQuestion } from './attentionView';
import type { ContinueProgress, ContinueReply, ContinueRequest, Sampling, TokenChoice } from './continuation';
import type { Notice, SharedCalls } from './views';

/** Of the runs that go on with one prompt side by side. */
export const MOST_RUNS = 2;

/** What a continuation is drawn by. */
export interface DrawingRules {
  sampling: Required<Sampling>;
  withoutUnknown: boolean;
}

/** As the engine is asked, with a run by its id. */
export type GenerateQuestion = { run: string } & DrawingRules &
  Required<Pick<ContinueRequest, 'prompt' | 'chosen' | 'toldChosen' | 'tokens' | 'stop'>>;

/** The most probable tokens at a place, before and after the rules. */
export interface PlaceChoices {
  before: TokenChoice[];
  after: TokenChoice[];
}

/** A continuation by its number, which the view gives: it goes on while the view is hidden, and is followed when that is back. */
interface Numbered {
  id: number;
}

export interface GenerateViewContract {
  calls: SharedCalls & {
    keep: { request: RunQuestion; reply: Record<string, never> };
    /** Those that are offered from now on, the latest first. */
    keepPrompts: { request: { prompts: string[] }; reply: Record<string, never> };
    /** Cancelling ends it; what was told until then stays. */
    generate: { request: Numbered & { question: GenerateQuestion }; reply: ContinueReply; progress: ContinueProgress };
    /** The same, of a continuation that goes on or has ended, told from its beginning. Fails with `NOT_FOUND` where nothing is known of it. */
    follow: { request: Numbered; reply: ContinueReply; progress: ContinueProgress };
    /** What could stand behind the chosen tokens. */
    choices: { request: GenerateQuestion; reply: PlaceChoices };
  };
  events: { notice: Notice; question: OfferedQuestion; prompts: { prompts: string[] } };
}
