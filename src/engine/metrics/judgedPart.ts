// What a run made of a part of data whose right answers are known: what came out of each example, and figures that add up over
// examples, so that a set can be drawn again from itself.

import type { JudgedTagsReply } from '../../protocol/judgedTags';
import type { MetricName } from '../../protocol/metrics';
import type { Report } from '../../protocol/report';

interface JudgedExample {
  input: string;
  /** The right answer. */
  reference: string;
  /** The run's own. */
  output: string;
  /** 1-based. */
  line?: number;
}

/** A figure as the bootstrap takes it: what each example adds, and the figure of a sum. */
export interface AdditiveFigure {
  counts: readonly Float64Array[];
  of(sum: Float64Array): number;
}

/** The mean of what each of so many examples gives. */
export const meanFigure = (count: number, of: (example: number) => number): AdditiveFigure => ({
  counts: Array.from({ length: count }, (_, i) => Float64Array.of(of(i), 1)),
  of: ([sum, all]) => sum / all,
});

/** How a part is judged. Figures of runs that were judged differently say nothing about each other. */
export interface Judging {
  /** Answers and references are compared in small letters. */
  ignoresCase: boolean;
  seed: number;
}

export interface JudgedPart {
  readonly examples: readonly JudgedExample[];
  /** How it is judged by itself. */
  readonly judging: Judging;
  report(judging: Judging): Report;
  /** The figures by which runs are compared. */
  figures(judging: Judging): Partial<Record<MetricName, AdditiveFigure>>;
  /** How good the i-th answer is by itself, and by what metric. */
  readonly exampleMetric: MetricName;
  scoreOf(i: number, judging: Judging): number;
  /** Each sentence beside its right tags; of runs that tag. */
  tagged?(): JudgedTagsReply;
}
