// What a run folder says about a run, as plain data (DESIGN section 7).

import type { Ability } from './ability';
import type { ParallelSource } from './data';
import type { LabErrorData } from './labError';

/** The folder of deleted runs, beside the folder of runs. */
export const TRASH_FOLDER = 'trash';

/** In place of a task, of a run that was imported as figures: it has no model. */
export const CURVES = 'curves';

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
  /** SHA-256 of files of data and of tokenizers (by path relative to the experiment) and of vocabularies. */
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
  /** Of a run that has waited in the queue: the id of what waited. */
  queued?: string;
  /** The id of the run that it was to be once more, exactly. */
  again?: string;
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
      /** How many tokens the update has read, padding not counted; records of earlier versions and of other ways of training tell none. */
      tokens?: number;
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

/** What people say of a run: `about.json`, which nothing goes by that is computed. */
export interface RunAbout {
  /** What it is called in place of its record's name. */
  name?: string;
  starred?: true;
  /** It stays on the disk, and in no list but those that are asked for what is archived. */
  archived?: true;
  /** Each once, in the order in which they were given. */
  tags?: string[];
  note?: string;
}

/** How what people say of runs changes. Left out: it stays; null: it is taken away. */
export interface AboutChange {
  name?: string | null;
  starred?: boolean;
  archived?: boolean;
  /** All of them; what is added and taken away comes after that. */
  tags?: readonly string[];
  addTags?: readonly string[];
  removeTags?: readonly string[];
  note?: string | null;
}

/** The most of each, in UTF-16 units; and how many tags. */
export const ABOUT_LIMITS = { name: 200, tag: 60, tags: 32, note: 10_000 } as const;

/** A key of an experiment; lists stand as JSON. */
export type ConfigurationValue = string | number | boolean | null;

/** An experiment's keys, dotted, with their values; of a large one the first. */
export type FlatConfiguration = Record<string, ConfigurationValue>;

/** What a key of the experiment was in the run before, and is; left out where it was not there. */
export interface KeyChange {
  key: string;
  before?: ConfigurationValue;
  after?: ConfigurationValue;
}

/** What a run takes on the disk, in bytes. What was exported lies elsewhere, and is not in it. */
export interface DiskUse {
  /** All of its folder. */
  bytes: number;
  /** Parameters and states of checkpoints, without what optimisers keep. */
  checkpoints: number;
  /** What optimisers keep: only a training that goes on needs it. */
  optimizer: number;
  /** Reports, and what came of each example. */
  evaluations: number;
}

/** A run as the sidebar and `nlp-lab runs` list it. */
export interface RunSummary {
  folder: string;
  record: RunRecord;
  about?: RunAbout;
  /** What differs from the latest earlier run of the same name and task; not there where there is no such run. */
  changes?: KeyChange[];
  /** Where it was asked for, and the experiment can be read. */
  configuration?: FlatConfiguration;
  /** True where `resume` would continue: interrupted, stopped or failed with a last checkpoint. */
  resumable: boolean;
  checkpoints: { name: 'last' | 'best'; step: number; epoch: number; bytes: number }[];
  /** When its latest evaluation was written, in ms since 1970; not there where it has none. */
  evaluatedMs?: number;
  disk?: DiskUse;
}

export interface RunsRequest {
  runsFolder: string;
  /** Of an earlier reply: only what is not as it was then is told. */
  since?: string;
  /** With `since`: the names of the folders that may have changed; of the others it is only looked whether they are there. */
  changed?: readonly string[];
  wantsConfiguration?: boolean;
  /** No index is written: in a folder that is not trusted nothing is. */
  writesNothing?: boolean;
}

export interface RunsReply {
  runs: RunSummary[];
  /** For the next request. */
  mark?: string;
  /** Only where `runs` are not all, but those that are not as they were at `since`: the folders that have gone. */
  gone?: string[];
}

/** What people call a run. */
export const runName = ({ record, about }: Pick<RunSummary, 'record' | 'about'>): string => about?.name ?? record.name;
