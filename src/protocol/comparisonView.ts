// The contract between the extension host and the view of compared runs, under the rules of views.ts.

import type { ComparedExamples, CompareReply, RunOrigin } from './comparison';
import type { Report } from './report';
import type { Notice, SharedCalls } from './views';

/** Runs on the same data. */
export interface RunComparison extends Pick<CompareReply, 'keys' | 'systems' | 'pairs'> {
  runs: { id: string; name: string; seed: number; origin?: RunOrigin }[];
  /** Of the systems, each another one. */
  names: string[];
  /** Names of the files, and how much was judged. */
  source: string;
  count: number;
  unit: Report['unit'];
  /** How figures were made for which that is said, by metric. */
  signatures: Partial<Record<string, string>>;
  /** Texts shortened, files without their folders. */
  examples?: ComparedExamples;
  /** False where an editor cannot open the file (compressed ones). */
  canReveal: boolean;
}

export interface ComparisonViewContract {
  calls: SharedCalls & {
    cancel: { request: Record<string, never>; reply: Record<string, never> };
    again: { request: Record<string, never>; reply: Record<string, never> };
    /** Opens the view of the index-th run. */
    openRun: { request: { index: number }; reply: Record<string, never> };
    /** Shows the index-th example in its file. */
    reveal: { request: { index: number }; reply: Record<string, never> };
  };
  events: { notice: Notice; comparison: RunComparison };
}
