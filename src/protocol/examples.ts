// The judged examples of a run, one by one: what came of each, which of them are looked at, and groups that the run does badly on.
// Plain data.

import type { MetricName } from './metrics';
import type { Progress } from './progress';

/** From what probability on a run counts as sure of its answer. */
export const SURE = 0.9;

/** Fewer say nothing about a group. */
export const LEAST_GROUP = 20;

/** Of a column that groups examples. */
export const MOST_COLUMN_VALUES = 50;

/** Natural logarithms of whole texts; of texts that ended, with their ends. */
export interface WrittenProbabilities {
  reference: number;
  output: number;
}

export interface JudgedExample {
  /** The texts that were read together: one, or a pair. */
  texts: string[];
  /** The right answer, and the run's own. */
  gold: string;
  prediction: string;
  /** Where an answer is right or wrong. */
  isRight?: boolean;
  /** How sure the run was of its answer, of one. */
  probability?: number;
  loss?: number;
  /** How good the answer is by itself; see `metric` of the set. */
  score: number;
  /** The right number, where answers are numbers. */
  number?: number;
  /** Where answers are written: log probabilities that the model gives to the right answer and to its own. */
  written?: WrittenProbabilities;
  /** What it is grouped by: its label or labels, the types of its entities. */
  labels?: string[];
  /** How many tokens the model read, and how many of them it does not know. */
  tokens?: number;
  unknown?: number;
  /** Absolute. */
  file?: string;
  /** 1-based. */
  line?: number;
  /** By name of a column of few values. */
  columns?: Record<string, string>;
}

/** A list of examples has numbers for them: their places among all that were judged, from 0. */
export interface NumberedExample extends JudgedExample {
  index: number;
}

/** `sure`: wrong, with a probability of `SURE` or more. */
export const OUTCOMES = ['all', 'wrong', 'sure', 'right'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** What ranges are of. */
export const RANGES = ['tokens', 'unknown', 'number'] as const;

export type RangeOf = (typeof RANGES)[number];

/** More than `above` and at most `to`; without one of them no limit. Of `unknown` the share, of one. */
export interface ExampleRange {
  kind: 'range';
  of: RangeOf;
  above?: number;
  to?: number;
}

/** What an example must be to be listed. */
export type ExampleCondition =
  | { kind: 'outcome'; outcome: Outcome }
  | { kind: 'gold' | 'prediction' | 'label'; value: string }
  /** Holds it, whatever the case of its letters: its texts or answers. */
  | { kind: 'text'; text: string }
  | { kind: 'column'; column: string; value: string }
  | ExampleRange;

/** One of each of these is enough: another one takes its place. */
export const conditionName = (condition: ExampleCondition): string => {
  if (condition.kind === 'column') return `column ${condition.column}`;
  return condition.kind === 'range' ? `range ${condition.of}` : condition.kind;
};

export const EXAMPLE_ORDERS = ['place', 'text', 'gold', 'prediction', 'probability', 'loss', 'score', 'tokens', 'unknown'] as const; // prettier-ignore

export interface ExampleOrder {
  by: (typeof EXAMPLE_ORDERS)[number];
  falling: boolean;
}

/** A group of examples beside all others. */
export interface ExampleGroup {
  condition: ExampleCondition;
  count: number;
  /** The figure on the group with its 95 % interval, and on all other examples. */
  value: number;
  low: number;
  high: number;
  rest: number;
  /** The mean loss of the group, where examples have one. */
  loss?: number;
  /** How probable a figure as bad or worse is for so many examples drawn at random from all. */
  p: number;
  /** The same, corrected for how many groups were looked at (Holm 1979). */
  adjusted: number;
}

/** What is said of a judged part besides its examples. */
export interface ExamplesHead {
  /** Of the evaluation that they are of; ISO 8601. */
  at: string;
  source: string;
  count: number;
  /** By what single answers are scored, and groups are measured. */
  metric: MetricName;
  groupMetric: MetricName;
  /** How intervals of groups are made. */
  interval: 'wilson' | 'bootstrap';
  /** Those that do worst beside the rest first. */
  groups: ExampleGroup[];
  /** How many groups were too small to be measured. */
  small: number;
}

/** Which evaluation of a run: the latest where none is named. */
export interface ExamplesOf {
  folder: string;
  evaluation?: string;
}

export interface ExamplesOverview extends ExamplesHead {
  /** How many there are of each outcome; none where answers are neither right nor wrong. */
  outcomes?: Record<Outcome, number>;
  /** What examples have. */
  has: { probability: boolean; loss: boolean; tokens: boolean; place: boolean };
  /** The different right answers and answers, where there are not many. */
  golds: string[];
  predictions: string[];
  /** The different values of columns, by name. */
  columns: Record<string, string[]>;
  /** Names of files that have changed since they were judged, or are not there any more. */
  changed: string[];
}

export interface ExamplesPageRequest extends ExamplesOf {
  conditions: ExampleCondition[];
  order: ExampleOrder;
  /** The first to tell, among those that pass, and at most how many. */
  from: number;
  most: number;
}

/** Texts are shortened to what lists show. */
export interface ExamplesPage {
  examples: NumberedExample[];
  total: number;
}

type SaveExamplesRequest = Omit<ExamplesPageRequest, 'from' | 'most'> & {
  /** The table to write, absolute; replaced when it is there. */
  output: string;
};

/** An example of the training part, and how like it is to the one that was asked about. */
export interface NearExample {
  texts: string[];
  label: string;
  /** The cosine of their vectors. */
  similarity: number;
  /** Absolute. */
  file?: string;
  /** 1-based. */
  line?: number;
}

interface NearestExamplesRequest extends ExamplesOf {
  index: number;
  most: number;
}

export interface NearestExamples {
  /** The most similar first. */
  examples: NearExample[];
  /** What is compared: what the model's encoder makes of a text, or the weights of its terms. */
  by: 'encoder' | 'terms';
  /** How many there are in the training part. */
  count: number;
  notices: string[];
}

/** By example, how many tokens the model read of it, and how many of these it does not know; `[examples]` each. */
export interface ExampleTokens {
  tokens: Int32Array;
  unknown: Int32Array;
}

/** Calls of the engine about them. */
export type ExamplesCalls = {
  /** What the examples of an evaluation have, and the groups that the run does badly on. Fails with `NOT_FOUND` where it kept none. */
  examplesOverview: { request: ExamplesOf; reply: ExamplesOverview };
  examplesPage: { request: ExamplesPageRequest; reply: ExamplesPage };
  /** One in full. */
  example: { request: ExamplesOf & { index: number }; reply: NumberedExample };
  /** The examples of the run's training part that are the most like one, by their vectors; those stay in memory for a while. */
  nearestExamples: { request: NearestExamplesRequest; reply: NearestExamples; progress: Progress };
  /** Writes those that pass as a table for spreadsheets. Cancelling leaves no file. */
  saveExamples: { request: SaveExamplesRequest; reply: { count: number } };
};
