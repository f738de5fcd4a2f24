// Several runs judged on the same data, and whether their figures differ by more than chance. Runs that differ in their seed alone are
// compared together, as one system. Plain data.

import type { AnySource } from './data';
import type { WrittenProbabilities } from './examples';
import type { MetricName } from './metrics';
import type { CurvePoint, JudgeRequest, Report } from './report';
import type { RunDetails, RunRecord } from './run';
import type { DifferingKey } from './seedGroups';

export interface CompareRequest extends Omit<JudgeRequest, 'folder' | 'data'> {
  /** At least two runs. */
  folders: string[];
  /** Left out, the runs' latest evaluations are compared, as far as their examples were kept. */
  data?: AnySource;
}

/** A figure of a system: of a run with its interval over test texts, of several the mean with that over seeds. */
export interface SystemFigure {
  value: number;
  low: number;
  high: number;
}

/**
 * Answers that are not the right one (Stahlberg and Byrne 2019): `search`: the right one is more probable to the model, and the search has not
 * found it; `model`: the model itself prefers what was written.
 */
export type Faults = Record<'search' | 'model', number>;

/** Which of the two is at fault; undefined where the answer is the right one. */
export function faultOf({ reference, output }: WrittenProbabilities, isSame: boolean): keyof Faults | undefined {
  if (isSame) return undefined;
  return reference > output ? 'search' : 'model';
}

/** A run, or those that differ in nothing but their seed. */
export interface ComparedSystem {
  /** By their places among the runs. */
  runs: number[];
  figures: Partial<Record<MetricName, SystemFigure>>;
  /** Of its first run, where answers are written. */
  faults?: Faults;
}

/** Besides the one that decides: McNemar's, exact and with continuity correction; approximate randomization; permutations over seeds. */
export type OtherTest = 'mcnemar' | 'mcnemarCorrected' | 'randomization' | 'permutation';

/** A figure of one system beside that of another one. */
export interface PairedFigure {
  /** The other's figure minus the first one's, with its 95 % interval. */
  difference: number;
  low: number;
  high: number;
  /** How probable a difference as large would be if both were equally good. */
  p: number;
  /** The same, corrected for all pairs that are compared by this figure (Holm 1979). */
  adjusted: number;
  /** `bootstrap`: paired, over the test texts (Koehn 2004); `welch`: Welch's t over the seeds of both. */
  test: 'bootstrap' | 'welch';
  others: Partial<Record<OtherTest, number>>;
  /** Of seeds: Hedges' g. */
  effect?: number;
  /** To see such a difference at 0.05 with a probability of 80 %: so many test texts, or seeds of each. */
  needed?: number;
}

/** Those figures that add up over examples. */
export type PairedFigures = Partial<Record<MetricName, PairedFigure>>;

/** What one run said, by row, beside what another one said; where both say few different things. */
export interface RunConfusion {
  names: string[];
  counts: number[][];
}

export interface ComparedPair {
  /** By their places among the systems, the first one smaller. */
  systems: [number, number];
  figures: PairedFigures;
  /** Of their first runs: how many examples have other answers. Not there where these were not the same examples. */
  changed?: number;
  /** How many examples both have right, the first alone, the other alone, neither. */
  outcomes?: Record<'both' | 'first' | 'other' | 'neither', number>;
  confusion?: RunConfusion;
}

/** An example with the answers of the systems' first runs. */
export interface ComparedExample {
  input: string;
  reference: string;
  /** By system, as the others. */
  outputs: string[];
  /** How good each output is by itself. */
  scores: number[];
  isRight?: boolean[];
  /** The mean negative log probability of the right answer; where answers are texts, of a token of it. */
  losses?: number[];
  /** Where answers are written: what the model of each system gives to the right answer and to its own. */
  written?: WrittenProbabilities[];
  /** Absolute. */
  file?: string;
  line?: number;
}

export interface ComparedExamples {
  /** All that were judged, and those of them with different answers. */
  count: number;
  changed: number;
  /** What `scores` are. */
  metric: MetricName;
  /** Those whose scores differ most first, then those that all have wrong; at most `MOST_COMPARED`. */
  examples: ComparedExample[];
}

export const MOST_COMPARED = 500;

/** What of a run is needed to repeat it, and how it learned. */
export interface RunOrigin extends Pick<RunRecord, 'hashes' | 'versions' | 'parameters' | 'seconds'> {
  configuration: RunDetails['configuration'];
  /** A figure over the steps, by its name in the run's log; of runs that logged one. */
  curve?: { metric: string; points: CurvePoint[] };
}

export interface CompareReply {
  /** `origin`: not of models of other programs. */
  runs: { folder: string; name: string; seed: number; report: Report; origin?: RunOrigin }[];
  /** The keys of the experiments in which the runs differ. */
  keys: DifferingKey[];
  systems: ComparedSystem[];
  /** Every two of them. */
  pairs: ComparedPair[];
  /** Not there where the runs were judged on different examples: then only seeds are compared. */
  examples?: ComparedExamples;
}
