// How far two people's labels of the same texts agree, or their spans of the same sentences. Plain data.

import type { EntityErrorKind, TokenSpan } from './judgedTags';
import type { ReadingOptions } from './reading';

/** Files of labels; absolute. */
export interface AgreementRequest {
  files: [first: string, other: string];
  /** Names of the columns where they are tables; left out: guessed. */
  text?: string;
  label?: string;
  reading?: ReadingOptions;
}

/**
 * By the table of counts beside it. Figures that are not there mean nothing: all was judged alike. The standard error and the interval of tokens
 * take those of a sentence together.
 */
export interface KappaFigures {
  observed: number;
  expected: number;
  kappa?: number;
  standardError?: number;
  low?: number;
  high?: number;
}

/** F1 of the spans of one beside those of the other; the same whoever is taken for right (Hripcsak and Rothschild 2005). */
export interface SpanAgreement {
  /** Left out where neither has a span. */
  f1?: number;
  /** Spans that both have, with the same borders and type; and all of each. */
  both: number;
  spans: [first: number, other: number];
  /** By name. */
  types: { type: string; f1: number; both: number; spans: [first: number, other: number] }[];
  /** How the others part; missed: the first alone has it, invented: the other alone. */
  errors: Record<EntityErrorKind, number>;
}

/** A text that two people have judged differently: by their labels, or by the spans of its tokens. */
export interface Disagreement {
  text: string;
  labels?: [first: string, other: string];
  tokens?: string[];
  spans?: [first: TokenSpan[], other: TokenSpan[]];
  /** 1-based, in either file. */
  lines: [first: number, other: number];
}

export interface Agreement {
  kind: 'texts' | 'spans';
  /** Texts, or sentences, that both have judged. */
  count: number;
  /** Those that one has judged alone. */
  alone: [first: number, other: number];
  /** What is counted in `counts`: texts, or tokens. */
  kappa: KappaFigures;
  /** Of texts their labels; of tokens the types of their spans, `O` for none. */
  names: string[];
  /** `[names, names]`: the label of the first by row, that of the other by column. */
  counts: number[][];
  spans?: SpanAgreement;
  /** The first of them, as they stand in the first file. */
  disagreements: Disagreement[];
  /** How many there are in all. */
  apart: number;
  notices: string[];
}
