// What is asked of sequence-to-sequence models, and what comes back: outputs with their alternatives, the whole of a
// beam search, attention maps, and the report on parallel text. Plain data.

import type { ParallelSource } from './experiment';
import type { MetricName } from './metrics';

/** How outputs are searched for. What is left out is as in the run's experiment (`decoding`). */
export interface DecodingRequest {
  /** `greedy` is a beam of 1; `sampling` draws `nBest` outputs instead of searching. */
  method?: 'greedy' | 'beam' | 'sampling';
  /** Hypotheses kept in each step, 1 to 1000. */
  beam?: number;
  /** α of Wu et al. 2016: scores are divided by ((5 + length) / 6)^α; 0: off. */
  lengthPenalty?: number;
  /** Longest and shortest output in tokens, the end symbol not counted. */
  maxLength?: number;
  minLength?: number;
  /** No run of so many tokens occurs twice in an output (0: off). */
  noRepeat?: number;
  /** How many outputs for each text, at most `beam`, the best first. */
  nBest?: number;
  /** Words that never occur. */
  banned?: string[];
  /** Words that occur in every output that is finished, as far as the beam finds a way. */
  forced?: string[];
  /** Text that every output begins with. */
  prefix?: string;
  /** What may follow a certain beginning; see `SearchRule`. */
  rules?: SearchRule[];
  /** The same with words, however many tokens they are cut into. */
  words?: PlacedWord[];
  /** For sampling: the logits are divided by the temperature; then the `topK` most probable tokens (0: all), of those the
   * most probable that make up `topP` (1: all). */
  temperature?: number;
  topK?: number;
  topP?: number;
  seed?: number;
  /** `<unk>` is replaced by the source word it attends to most; of models with attention. */
  replaceUnknown?: boolean;
}

/** Holds for hypotheses that begin with exactly these tokens: the next one must be, or must not be, `token`. */
export interface SearchRule {
  after: number[];
  token: number;
  kind: 'force' | 'forbid';
}

/** Hypotheses that begin with exactly these tokens must, or must not, go on with this word. */
export interface PlacedWord {
  after: number[];
  word: string;
  kind: 'force' | 'forbid';
}

/** One output for a text. */
export interface DecodedOutput {
  text: string;
  /** Without the end symbol. */
  tokens: string[];
  ids: number[];
  /** Natural logarithm of the probability of all tokens and of the end symbol, where the output ended by it. */
  logProbability: number;
  /** That, divided by the length penalty: what the outputs are ranked by. */
  score: number;
  /** By token: its own natural log probability; the last one is the end symbol's where `ended`. */
  tokenLogProbabilities: number[];
  /** False where the longest length cut it off. */
  ended: boolean;
  /** `[tokens][source tokens]`, with attention and where asked for: mean over heads, of the last layer. */
  attention?: number[][];
}

export interface TranslateRequest {
  folder: string;
  texts: string[];
  decoding?: DecodingRequest;
  /** Return the attention of each output. */
  attention?: boolean;
  /** Return the whole search; for one text at a time. */
  search?: boolean;
  /** A reference for each text: outputs then come with their sentence BLEU. */
  references?: string[];
  checkpoint?: 'best' | 'last';
}

export interface Translation {
  input: string;
  /** Tokens of the source as the model saw them, end symbol included where the model is given one. */
  sourceTokens: string[];
  /** Offsets of each source token in the cleaned source text, UTF-16; empty ranges for special tokens. */
  sourceOffsets: [number, number][];
  /** The source as it was cut, after the experiment's cleaning. */
  sourceText: string;
  /** The best first; at least one. */
  outputs: DecodedOutput[];
  /** Sentence BLEU (0 to 100) of each output against the reference. */
  bleu?: number[];
  search?: BeamSearchTrace;
}

export interface TranslateReply {
  translations: Translation[];
}

/**
 * Why a hypothesis went no further. `beam`: others were better; `ended`: it is complete; `worse than finished`: it cannot
 * overtake the finished ones any more; `length`: the longest length was reached; the others: a constraint forbade it.
 */
export type HypothesisEnd =
  | 'beam'
  | 'ended'
  | 'worse than finished'
  | 'length'
  | 'repeated'
  | 'banned'
  | 'too short'
  | 'rule'
  | 'forced word missing';

/** One token of one hypothesis. The root (id 0, parent −1) is the empty output. */
export interface SearchNode {
  id: number;
  parent: number;
  /** Length of the hypothesis, this token included; 0 for the root. */
  step: number;
  token: string;
  tokenId: number;
  /** Natural logarithm of the token's probability after its parent. */
  logProbability: number;
  /** The sum over the hypothesis. */
  total: number;
  /** The sum divided by the length penalty. */
  score: number;
  /** Its place among the candidates of this step, 0 the best. */
  rank: number;
  /** Left out while it is part of the beam and has gone on. */
  end?: HypothesisEnd;
  /** Its place in the n-best list, for those that are in it. */
  output?: number;
  /** `[source tokens]`; of models with attention, for nodes that were in the beam. */
  attention?: number[];
}

/** Every hypothesis of every step: those kept, and the best of those that were dropped. */
export interface BeamSearchTrace {
  nodes: SearchNode[];
  beam: number;
  lengthPenalty: number;
  steps: number;
}

export interface AttentionRequest {
  folder: string;
  source: string;
  /** The output to look at; left out, the model's own. */
  target?: string;
  decoding?: DecodingRequest;
  checkpoint?: 'best' | 'last';
}

export interface AttentionMap {
  kind: 'encoder' | 'decoder' | 'cross' | 'joint';
  layer: number;
  head: number;
  /**
   * Rows attend to columns: `encoder` source to source, `decoder` target to target, `cross` target to source, `joint` the
   * source and then the target to both.
   */
  rows: number;
  columns: number;
  /** `[rows, columns]`, each row sums to 1. */
  weights: Float32Array;
}

/** Tokens with where they lie in their text, so that pieces and jamo can be shown with what they come from. */
export interface AttendedText {
  text: string;
  tokens: string[];
  /** UTF-16; an empty range at the end for special tokens. */
  offsets: [number, number][];
}

export interface AttentionReply {
  source: AttendedText;
  /** The target positions as rows: each is the token that was chosen there, the end symbol last. */
  target: AttendedText;
  /** What the decoder was given at each target position, the begin symbol first: columns of `decoder` maps. */
  targetInputs: string[];
  /** Natural log probability of each target token. */
  tokenLogProbabilities: number[];
  maps: AttentionMap[];
}

export interface EvaluateTranslationRequest {
  folder: string;
  data: ParallelSource;
  baseFolder: string;
  /** Column names, where `data` is a table. */
  source?: string;
  target?: string;
  /** Whether the first line of `data` names the columns; when left out, as the experiment says. */
  header?: boolean;
  decoding?: DecodingRequest;
  checkpoint?: 'best' | 'last';
}

/** A figure with its 95 % interval by bootstrap (percentiles over resampled test sets). */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/** The report on parallel text; `evaluation.json` of a run holds the latest. */
export interface TranslationReport {
  kind: 'translation';
  bleu: Interval;
  chrf: Interval;
  /** F1 of ROUGE-1, ROUGE-2, ROUGE-L, 0 to 100. */
  rouge: { rouge1: Interval; rouge2: Interval; rougeL: Interval };
  /** With what BLEU was made, as sacreBLEU prints it. */
  signature: string;
  /** Mean negative log probability of a token by teacher forcing, and e to it. */
  loss: number;
  perplexity: Interval;
  /** n-gram precisions 1 to 4 in percent, brevity penalty, lengths in tokens of the metric. */
  precisions: number[];
  brevityPenalty: number;
  systemLength: number;
  referenceLength: number;
  count: number;
  source: string;
  /** The first outputs beside their references, at most 200. */
  examples: { source: string; reference: string; output: string; bleu: number; line?: number }[];
}

export interface CompareTranslationsRequest extends Omit<EvaluateTranslationRequest, 'folder'> {
  /** At least two runs; all but the first are compared with the first. */
  folders: string[];
}

/** The figures with an interval, in the order in which they are shown. */
export const COMPARED_FIGURES = [
  ...(['bleu', 'chrf', 'rouge1', 'rouge2', 'rougeL', 'perplexity'] as const),
] satisfies readonly MetricName[];

export type ComparedFigure = (typeof COMPARED_FIGURES)[number];

export const comparedFigures = ({ bleu, chrf, rouge, perplexity }: TranslationReport) =>
  ({ bleu, chrf, ...rouge, perplexity }) satisfies Record<ComparedFigure, Interval>;

/** A run beside the first one, on the same pairs. */
export interface PairedFigure {
  /** This run's figure minus the first one's. */
  difference: number;
  /** How probable a difference as large would be if both were equally good (paired bootstrap). */
  p: number;
}

/** A sentence of which two runs make something else; pairs are of the first run and of the other one. */
export interface DifferingSentence {
  source: string;
  reference: string;
  outputs: [string, string];
  /** Sentence BLEU, 0 to 100. */
  bleu: [number, number];
  line: number;
}

export interface DifferingSentences {
  /** All with different outputs. */
  count: number;
  /** Those that differ most in their BLEU first, at most 200. */
  sentences: DifferingSentence[];
}

export interface CompareTranslationsReply {
  runs: {
    folder: string;
    report: TranslationReport;
    /** Left out for the first run. */
    comparison?: Record<ComparedFigure, PairedFigure>;
    differing?: DifferingSentences;
  }[];
}
