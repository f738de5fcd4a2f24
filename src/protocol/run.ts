// What a run folder says about a run, as plain data (DESIGN section 7).

import type { Ability } from './ability';
import type { ParallelSource } from './data';
import type { LabErrorData } from './labError';

/** The folder of deleted runs, beside the folder of runs. */
export const TRASH_FOLDER = 'trash';

export type RunStatus = 'running' | 'completed' | 'stopped' | 'failed' | 'interrupted';

/** Figures by name: `accuracy macroF1 loss ...`; validation figures bear the prefix `validation.`, test figures `test.`. */
export type Metrics = Record<string, number>;

/** `run.json`. `interrupted` is never written: it is derived when a `running` run has no live writer. */
export interface RunRecord {
  format: 1;
  id: string;
  name: string;
  /** The name its experiment gives; for people, and for opening the run. */
  task: string;
  /** What it can be asked. Records of older versions get theirs when they are read. */
  abilities: Ability[];
  modelType: string;
  status: RunStatus;
  /** ISO 8601, UTC. */
  createdAt: string;
  endedAt?: string;
  /** Seconds of training, over all resumes. */
  seconds: number;
  seed: number;
  parameters: number;
  device: string;
  threads: number;
  epochs: number;
  epoch: number;
  step: number;
  /** Of all epochs together, where that was known when it began. */
  steps?: number;
  /** Final figures, or the latest known. */
  metrics: Metrics;
  /** Best validation figure so far. */
  best?: { epoch: number; step: number; monitor: string; value: number };
  /** SHA-256 of data files (by path relative to the experiment) and of the tokenizer. */
  hashes: Record<string, string>;
  versions: Record<string, string>;
  /** Class names by id. */
  labels: string[];
  /** Notices a person should see: truncated texts, skipped lines, ... */
  notices: string[];
  /** Where the experiment file lies (absolute); relative data paths are resolved beside it. */
  experimentFile?: string;
  baseFolder: string;
  failure?: LabErrorData;
  /** Of a run that a sweep has trained. */
  sweep?: TrialOfRun;
}

/** Which of the runs of a sweep one is; trials and runs are counted from 1. */
export interface TrialOfRun {
  /** The name of the sweep's folder. */
  id: string;
  /** Runs of one trial differ in their seed alone. */
  trial: number;
  /** Of all runs of the sweep. */
  number: number;
}

/** One line of `metrics.jsonl`. `time` is seconds of training since the first start. */
export type MetricLine =
  | {
      kind: 'step';
      step: number;
      epoch: number;
      time: number;
      loss: number;
      learningRate: number;
      /** Not a number where it is not measured (embeddings). */
      gradientNorm: number;
      /** Embeddings: words of the corpus a second since the last line. */
      wordsPerSecond?: number;
    }
  | { kind: 'epoch'; step: number; epoch: number; time: number; metrics: Metrics }
  | {
      kind: 'event';
      step: number;
      time: number;
      event: 'started' | 'resumed' | 'stopped' | 'completed' | 'failed' | 'checkpoint';
      detail?: string;
    };

/** What a run's files hold beside its record, as far as they can be read. */
export interface RunDetails {
  /** The experiment's keys, dotted, with their values as text; of a large one the first. */
  configuration: { key: string; value: string }[];
  /** The parallel text that the experiment names for testing. */
  test?: ParallelSource;
  /** How many words have a vector, of how many numbers. */
  vectors?: { words: number; dimensions: number };
}

/** A run that an engine keeps open. */
export interface HeldRun {
  record: RunRecord;
  /** The name of the checkpoint's folder; of a run. */
  checkpoint?: string;
  /** It was opened just now. */
  isNew: boolean;
}

/** A run as the sidebar and `nlp-lab runs` list it. */
export interface RunSummary {
  folder: string;
  record: RunRecord;
  /** True where `resume` would continue: interrupted, stopped or failed with a last checkpoint. */
  resumable: boolean;
  checkpoints: { name: 'last' | 'best'; step: number; epoch: number; bytes: number }[];
  /** When its latest evaluation was written, in ms since 1970; not there where it has none. */
  evaluatedMs?: number;
}
