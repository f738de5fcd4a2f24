// The contracts between the extension host and its views. A view sends ids and plain values only: no paths, no command
// names, no HTML. It says `ready` first; then whole parts of its state arrive as events, at most ten a second.

import type { Ability } from './ability';
import type { Answer } from './answer';
import type { AttributionReply, ShareQuestion } from './attribution';
import type { ExplainReply } from './explanation';
import type { MetricName } from './metrics';
import type { Evaluation, Report } from './report';
import type { RunStatus } from './run';
import type { SaveFileReply, SaveFileRequest } from './saveFile';

/** What a view needs before its first state: translated texts by their English, and the name it is restored by. */
export interface ViewSetup {
  texts: Record<string, string>;
  /** Opaque; the view keeps it in its saved state so that the host finds the run or file again after a reload. */
  key: string;
  /** It uses models, and the folder is not trusted. */
  isRestricted?: boolean;
}

/** What every view may call; the host answers for all panels alike. */
export type SharedCalls = {
  ready: { request: Record<string, never>; reply: ViewSetup };
  /** Saves a picture or a table where the person says. */
  saveFile: { request: SaveFileRequest; reply: SaveFileReply };
  /** Opens the page on which a person trusts the folder. */
  manageTrust: { request: Record<string, never>; reply: Record<string, never> };
  /** Answers when the folder is trusted. */
  untilTrusted: { request: Record<string, never>; reply: Record<string, never> };
};

/** A state that stands in place of content. */
export interface Notice {
  kind: 'working' | 'error';
  message: string;
  /** 0..1 when known. */
  fraction?: number;
  /** What helps against an error; the view has a button for it. */
  remedy?: Remedy;
}

/** Opening the file at fault as text, where the fault is; opening the setting that is missing. */
export type Remedy = 'open-text' | 'open-setting';

export interface RunHeader {
  id: string;
  name: string;
  status: RunStatus | 'preparing' | 'stopping';
  /** The state in words, with the reason of a failure. */
  detail: string;
  epoch: number;
  epochs: number;
  step: number;
  /** Of the whole training, where that is known. */
  steps?: number;
  seconds: number;
  labels: string[];
  notices: string[];
  canStop: boolean;
  canResume: boolean;
  /** Once more from its record. */
  canRunAgain: boolean;
  /** A checkpoint exists, so that the model can be tried and evaluated; false in Restricted Mode. */
  canUse: boolean;
  best?: { epoch: number; step: number; monitor: string; value: number };
  /** The most telling figure on the test part. */
  test?: { metric: MetricName; value: number };
  /** What it can be asked, once it can be used. */
  abilities: Ability[];
  /** A run of word vectors: it has neither labels nor validation, but these. */
  vectors?: {
    canOpen: boolean;
    parameters: number;
    threads: number;
    loss?: number;
    pairs?: number;
    wordsPerSecond?: number;
  };
}

/** Columns of equal length; `loss` and the others are thinned to `shown` of `total` measured steps. */
export interface StepCurves {
  total: number;
  step: number[];
  /** Epochs as a real number, so that steps and epochs share an axis. */
  epoch: number[];
  loss: number[];
  learningRate: number[];
  gradientNorm: number[];
  /** Runs of word vectors: words of the corpus a second. */
  wordsPerSecond?: number[];
}

export interface EpochFigures {
  step: number;
  epoch: number;
  seconds: number;
  metrics: Record<string, number>;
}

export interface RunCurves {
  steps: StepCurves;
  epochs: EpochFigures[];
}

export interface RunDetails {
  /** Keys of the experiment as resolved, dotted, with their values as text. */
  configuration: { key: string; value: string }[];
  /** Of a run of word vectors, once they are written. */
  vectors?: { words: number; dimensions: number };
  /** The one that is looked at, texts shortened; of files only their names. */
  report?: Report;
  /** All that are kept, newest first; left out where there is none to choose among. */
  evaluations?: Evaluation[];
  /** The id of the one that is looked at. */
  evaluation?: string;
}

/** Which example of the report: by numbers, from 0. */
export interface ExamplePlace {
  section: number;
  block: number;
  row: number;
}

/** A right answer, and the run's own. */
export interface AnswerPair {
  gold: string;
  prediction: string;
}

export interface RunViewContract {
  calls: SharedCalls & {
    stop: { request: Record<string, never>; reply: Record<string, never> };
    resume: { request: Record<string, never>; reply: Record<string, never> };
    again: { request: Record<string, never>; reply: Record<string, never> };
    evaluate: { request: Record<string, never>; reply: Record<string, never> };
    /** Shows another evaluation, by its id. */
    showEvaluation: { request: { id: string }; reply: Record<string, never> };
    ask: { request: { text: string }; reply: Answer };
    /** The shares of the tokens of a text in what the run makes of it. */
    attribute: { request: ShareQuestion & { text: string }; reply: AttributionReply };
    /** Those of an example's text. */
    attributeExample: { request: ShareQuestion & ExamplePlace; reply: AttributionReply };
    features: { request: Record<string, never>; reply: Pick<ExplainReply, 'classes'> };
    /** Opens the file of an example, where it stands. */
    openExample: { request: ExamplePlace; reply: Record<string, never> };
    openEmbeddings: { request: Record<string, never>; reply: Record<string, never> };
    /** Shows the tags that the run finds beside right ones, in their own view. */
    openTags: { request: Record<string, never>; reply: Record<string, never> };
    openGenerate: { request: Record<string, never>; reply: Record<string, never> };
    /** Shows the single examples of the evaluation, in their own view: the wrong ones, or those of a pair of answers. */
    openExamples: { request: { pair: AnswerPair[] }; reply: Record<string, never> };
  };
  events: {
    notice: Notice;
    header: RunHeader;
    curves: RunCurves;
    details: RunDetails;
  };
}
