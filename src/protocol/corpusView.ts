// The contract between the extension host and the corpus view, under the rules of views.ts.

import type { OfferedRun } from './attentionView';
import type { CorpusStatistics } from './corpus';
import type { OddBy, OddLinesReply } from './oddLines';
import type { Notice, SharedCalls } from './views';

export interface CorpusOverview extends CorpusStatistics {
  title: string;
  /** The name of the test part's file. */
  testTitle?: string;
  /** Counts up with each count, so that answers to older ones are not mixed in. */
  version: number;
  /** False where an editor cannot open the file (compressed ones). */
  canReveal: boolean;
  canRevealTest: boolean;
}

/** The lines that surprise a run most, of the file as the overview of this version has it. */
export interface ShownOddLines extends OddLinesReply {
  version: number;
  /** The id of the run. */
  run: string;
  by: OddBy;
}

export interface CorpusViewContract {
  calls: SharedCalls & {
    /** Counts by these columns; '' lets them be guessed. The same as before is not counted again. */
    count: { request: { text: string; label: string }; reply: Record<string, never> };
    cancel: { request: Record<string, never>; reply: Record<string, never> };
    again: { request: Record<string, never>; reply: Record<string, never> };
    /** The host asks for the encoding of the files. */
    chooseEncoding: { request: Record<string, never>; reply: Record<string, never> };
    /** The host asks for a file to compare with, or takes the present one away. */
    chooseTest: { request: Record<string, never>; reply: Record<string, never> };
    clearTest: { request: Record<string, never>; reply: Record<string, never> };
    /** Shows the line of the index-th entry of a list of the overview. */
    reveal: {
      request: { version: number; list: 'findings' | 'ngrams' | 'labels' | 'oddLines'; index: number };
      reply: Record<string, never>;
    };
    /** Has a run score every line of the file; what it finds is told as an event. */
    findOddLines: { request: { run: string; by: OddBy }; reply: Record<string, never> };
    stopOddLines: { request: Record<string, never>; reply: Record<string, never> };
  };
  events: {
    notice: Notice;
    overview: CorpusOverview;
    /** Runs that say how probable texts are. */
    scorers: { runs: OfferedRun[] };
    oddNotice: Notice;
    oddLines: ShownOddLines;
  };
}
