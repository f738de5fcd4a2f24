// The report on a run's answers to data whose right answers are known: figures, and blocks that are drawn by their kind. Whoever
// shows a report knows no task. `evaluation.json` of a run holds the latest, the folder `evaluations` those before it.

import type { ReadingOptions } from './reading';
import type { AnySource } from './data';
import type { DecodingRequest } from './decoding';
import type { MetricName } from './metrics';

/** A figure with its 95 % interval by bootstrap (percentiles over resampled test sets). */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/** Text for people, in English, with values in the places of {0}, {1}, ...; whoever shows it translates it. */
export interface Said {
  text: string;
  values?: string[];
}

/** `isCaution`: who shows the figures shows this too, for they are read wrongly without it. */
export interface Note extends Said {
  isCaution?: true;
}

export interface ReportFigure {
  metric: MetricName;
  value: number;
  low?: number;
  high?: number;
  /** Shown here, but not kept in the run's record. */
  isMinor?: true;
  /** How it was made, as others print it. */
  signature?: string;
}

/**
 * `share`: of one; `figure`: with as many decimals as stand here, else three significant digits; `said`: a text for people in
 * English, as titles are.
 */
export type ReportColumn =
  | { metric: MetricName }
  | { title: string; hint?: string; form: 'text' | 'said' | 'count' | 'share' | 'figure'; decimals?: number };

export type ReportCell = string | number;

export interface ReportExample {
  /** One for each column. */
  cells: ReportCell[];
  /** Absolute. */
  file?: string;
  /** 1-based. */
  line?: number;
}

/** Examples whose predicted label has a share in one part of 0 to 1. */
export interface ReliabilityBin {
  from: number;
  to: number;
  count: number;
  /** The mean share of the predicted label. */
  confidence: number;
  /** How many of them have that label, of one. */
  accuracy: number;
}

/** A value at a place, with its 95 % interval where it has one. */
export interface CurvePoint {
  x: number;
  y: number;
  low?: number;
  high?: number;
}

export interface ReportCurve {
  /** For people, in English; `isName`: a name, which is not translated. */
  name: string;
  isName?: boolean;
  /** By rising place. */
  points: CurvePoint[];
}

export type ReportBlock =
  /** The figures of the report. */
  | { kind: 'figures' }
  /** Counts by row and column, both by the same names; `share` of a cell is that of its row. */
  | { kind: 'matrix'; label: string; rows: string; columns: string; share: string; names: string[]; counts: number[][] }
  /** `isTelling`: shown at the end of a training, too, where the rest of the report is not. */
  | { kind: 'table'; title: string; columns: ReportColumn[]; rows: ReportCell[][]; isTelling?: true }
  /** How often an answer is right beside how sure the model is of it; bins rising, none of them empty. */
  | { kind: 'reliability'; label: string; bins: ReliabilityBin[] }
  /** A figure over shares of one, or over counted `steps`: `x` says of what; the first curve is that of the run. */
  | { kind: 'curves'; label: string; x: string; places?: 'steps'; metric: MetricName; curves: ReportCurve[] }
  /** Single texts with what came of them; `note` says how many of all these are. */
  | { kind: 'examples'; label: string; columns: ReportColumn[]; rows: ReportExample[]; note: Said; empty: string }
  | { kind: 'notes'; lines: Note[] };

export type CurveBlock = Extract<ReportBlock, { kind: 'curves' }>;

export interface ReportSection {
  title: string;
  blocks: ReportBlock[];
}

export interface Report {
  format: 2;
  /** When it became an evaluation of a run, ISO 8601; not known of evaluations of earlier versions. */
  at?: string;
  /** Names of the files, or of the part of the experiment's data. */
  source: string;
  /** What was judged: how many texts, or pairs of texts. */
  count: number;
  unit: 'texts' | 'pairs';
  /** The most telling first. */
  figures: ReportFigure[];
  sections: ReportSection[];
}

/** An evaluation of a run, as lists name it. */
export interface Evaluation extends Pick<Report, 'source' | 'count' | 'unit'> {
  /** Opaque; stays the same while the evaluation is kept, but for the latest one, whose id is always ''. */
  id: string;
  at: string;
}

/** The figures that a run's record keeps of a report, by name. */
export function metricsOf({ figures }: Pick<Report, 'figures'>): Record<string, number> {
  return Object.fromEntries(figures.filter(({ isMinor }) => !isMinor).map(({ metric, value }) => [metric, value]));
}

/** The intervals of a report's figures, by name, where they have one. */
export function intervalsOf({ figures }: Pick<Report, 'figures'>): Record<string, [number, number]> {
  const entries = figures.flatMap(({ metric, low, high }): [string, [number, number]][] =>
    low === undefined || high === undefined ? [] : [[metric, [low, high]]],
  );
  return Object.fromEntries(entries);
}

/** `notKept`: why the report did not become an evaluation of the run. */
export type JudgeReply = Report & { notKept?: string };

export interface JudgeRequest {
  folder: string;
  data: AnySource;
  /** Where the paths of `data` start. */
  baseFolder: string;
  /** Names of columns where `data` is a table, by what they hold: `text` and `label`, or `source` and `target`. */
  columns?: Record<string, string>;
  /** Whether the first line of `data` names the columns; when left out, as the experiment says. */
  header?: boolean;
  /** How the files of `data` are read, where that is not found; `header` counts more. */
  reading?: ReadingOptions;
  /** Of runs that write. */
  decoding?: DecodingRequest;
  /** An absolute path to save the answers to, of runs that tag: a token, its right tag and the run's a line, as conlleval reads them. */
  predictions?: string;
  checkpoint?: 'best' | 'last';
}
