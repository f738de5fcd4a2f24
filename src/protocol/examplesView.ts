// The contract between the extension host and the view of examples, under the rules of views.ts.

import type { AttributionReply, ShareQuestion } from './attribution';
import type {
  ExampleCondition,
  ExampleOrder,
  ExamplesOverview,
  ExamplesPage,
  NearestExamples,
  NumberedExample,
} from './examples';
import type { Evaluation } from './report';
import type { Notice, SharedCalls } from './views';

/** Of files only their names. */
export interface ShownOverview extends ExamplesOverview {
  /** Requests about an older one are refused. */
  version: number;
  run: string;
  /** All evaluations of the run, newest first, and the id of the one that is looked at. */
  evaluations: Evaluation[];
  evaluation: string;
  /** Whether the run gives texts vectors, by which the nearest training examples are found. */
  hasNearest: boolean;
  /** Whether the run can be asked which tokens its answers come from, now and here. */
  canExplain: boolean;
}

/** Those that pass, in their order. */
export interface ListRequest {
  version: number;
  conditions: ExampleCondition[];
  order: ExampleOrder;
}

interface ExampleRequest {
  version: number;
  index: number;
}

type Nothing = Record<string, never>;

export interface ExamplesViewContract {
  calls: SharedCalls & {
    page: { request: ListRequest & { from: number }; reply: ExamplesPage };
    example: { request: ExampleRequest; reply: NumberedExample };
    nearest: { request: ExampleRequest; reply: NearestExamples };
    /** The shares of its tokens in what the run answers to it. */
    attribute: { request: ExampleRequest & ShareQuestion; reply: AttributionReply };
    /** Opens the file of an example where it stands. */
    reveal: { request: ExampleRequest; reply: Nothing };
    /** The same of one of those that were found nearest last, by its place among them. */
    revealNearest: { request: { place: number }; reply: Nothing };
    /** Asks where, and writes a table of those that pass. */
    save: { request: ListRequest; reply: { saved: boolean } };
    showEvaluation: { request: { id: string }; reply: Nothing };
    /** Asks for data, and evaluates the run on them. */
    evaluate: { request: Nothing; reply: Nothing };
    openRun: { request: Nothing; reply: Nothing };
  };
  /** `wanted`: these conditions take the place of those that are set. */
  events: { notice: Notice; overview: ShownOverview; wanted: ExampleCondition[] };
}
