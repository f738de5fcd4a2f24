// The contract between the extension host and the view of two compared runs, under the rules of views.ts.

import type { DifferingExamples, PairedFigures } from './comparison';
import type { Report, ReportFigure } from './report';
import type { Notice, SharedCalls } from './views';

export interface ComparedRun {
  id: string;
  name: string;
  figures: ReportFigure[];
}

/** Two runs on the same data: the second is compared with the first. */
export interface RunComparison {
  runs: [ComparedRun, ComparedRun];
  comparison: PairedFigures;
  /** Names of the files, and how much was read. */
  source: string;
  count: number;
  unit: Report['unit'];
  /** Texts shortened. */
  differing: DifferingExamples;
  /** False where an editor cannot open the file (compressed ones). */
  canReveal: boolean;
}

export interface ComparisonViewContract {
  calls: SharedCalls & {
    cancel: { request: Record<string, never>; reply: Record<string, never> };
    again: { request: Record<string, never>; reply: Record<string, never> };
    /** Opens the view of the first (0) or second (1) run. */
    openRun: { request: { index: number }; reply: Record<string, never> };
    /** Shows the index-th example in its file. */
    reveal: { request: { index: number }; reply: Record<string, never> };
  };
  events: { notice: Notice; comparison: RunComparison };
}
