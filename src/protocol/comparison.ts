// Several runs judged on the same data, each beside the first. Plain data.

import type { MetricName } from './metrics';
import type { JudgeRequest, Report } from './report';

export interface CompareRequest extends Omit<JudgeRequest, 'folder'> {
  /** At least two runs; all but the first are compared with the first. */
  folders: string[];
}

/** A run's figure beside the first run's, on the same examples. */
export interface PairedFigure {
  /** This run's figure minus the first one's. */
  difference: number;
  /** How probable a difference as large would be if both were equally good (paired bootstrap). */
  p: number;
}

/** Those figures that add up over examples. */
export type PairedFigures = Partial<Record<MetricName, PairedFigure>>;

/** An example to which two runs answer differently; pairs are of the first run and of the other one. */
export interface DifferingExample {
  input: string;
  reference: string;
  outputs: [string, string];
  /** How good each output is by itself, by `DifferingExamples.metric`. */
  scores: [number, number];
  line?: number;
}

export interface DifferingExamples {
  /** All with different outputs. */
  count: number;
  /** What `scores` are. */
  metric: MetricName;
  /** Those whose scores differ most first, at most 200. */
  examples: DifferingExample[];
}

export interface CompareReply {
  runs: {
    folder: string;
    report: Report;
    /** By metric; left out for the first run. */
    comparison?: PairedFigures;
    differing?: DifferingExamples;
  }[];
}
