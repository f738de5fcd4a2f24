// What a run made of a part of data whose right answers are known: what came out of each example, and figures that add up over
// examples, so that a set can be drawn again from itself.

import type { ExampleTokens, WrittenProbabilities } from '../../protocol/examples';
import type { JudgedTagsReply } from '../../protocol/judgedTags';
import type { MetricName } from '../../protocol/metrics';
import type { Report } from '../../protocol/report';

interface JudgedExample {
  input: string;
  /** As they are read together, where the input is made of several. */
  texts?: readonly string[];
  /** The right answer. */
  reference: string;
  /** The run's own. */
  output: string;
  /** Absolute. */
  file?: string;
  /** 1-based. */
  line?: number;
  /** What the table says of it besides, by column. */
  columns?: Readonly<Record<string, string>>;
}

/** What came of an example, as far as that can be said of it alone. */
interface ExampleOutcome {
  /** Where an answer is right or wrong. */
  isRight?: boolean;
  /** How sure the run was of its answer, of one. */
  probability?: number;
  /** As the training has it. */
  loss?: number;
  /** Where answers are written. */
  written?: WrittenProbabilities;
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
  /** Which of the figures says how good the run is on a group of examples. */
  readonly groupMetric: MetricName;
  outcomeOf(i: number): ExampleOutcome;
  /** What the model read of each example, where that was counted. */
  readonly tokens?: ExampleTokens;
  /** What the example is grouped by, of parts whose right answers are labels, or have types. */
  labelsOf?(i: number): readonly string[];
  /** The right number, of parts whose right answers are numbers. */
  numberOf?(i: number): number;
  /** Each sentence beside its right tags; of runs that tag. Fails with `CANCELLED`. */
  tagged?(signal?: AbortSignal): Promise<JudgedTagsReply>;
}

/** What is known of a run that is compared, whether it was judged now or before. */
export type ComparedPart = Pick<
  JudgedPart,
  'examples' | 'judging' | 'figures' | 'exampleMetric' | 'scoreOf' | 'outcomeOf' | 'labelsOf'
>;
