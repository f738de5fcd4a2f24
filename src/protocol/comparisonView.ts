// The contract between the extension host and the view of two compared runs, under the rules of views.ts.

import type { ComparedFigure, DifferingSentences, Interval, PairedFigure } from './translation';
import type { Notice, SharedCalls } from './views';

export interface ComparedRun {
  id: string;
  name: string;
  figures: Record<ComparedFigure, Interval>;
}

/** Two runs on the same pairs: the second is compared with the first. */
export interface RunComparison {
  runs: [ComparedRun, ComparedRun];
  comparison: Record<ComparedFigure, PairedFigure>;
  /** With what BLEU was made, as sacreBLEU prints it. */
  signature: string;
  /** Names of the files, and how many pairs were read. */
  source: string;
  count: number;
  /** Texts shortened. */
  differing: DifferingSentences;
  /** False where an editor cannot open the file (compressed ones). */
  canReveal: boolean;
}

export interface ComparisonViewContract {
  calls: SharedCalls & {
    cancel: { request: Record<string, never>; reply: Record<string, never> };
    again: { request: Record<string, never>; reply: Record<string, never> };
    /** Opens the view of the first (0) or second (1) run. */
    openRun: { request: { index: number }; reply: Record<string, never> };
    /** Shows the source of the index-th sentence in its file. */
    reveal: { request: { index: number }; reply: Record<string, never> };
  };
  events: { notice: Notice; comparison: RunComparison };
}
