// Sentences whose right tags are known beside what a run made of them. Plain data.

import type { TokenColumn } from './answer';
import type { JudgeRequest, ReportFigure } from './report';

/**
 * What went wrong with an entity. `type`: the right borders, another type (of a
 * morpheme: or form); `boundary`: it overlaps what there is, with other borders;
 * `missed`: nothing was found there; `invented`: there is nothing there.
 */
export const ENTITY_ERRORS = ['boundary', 'type', 'missed', 'invented'] as const;

export type EntityErrorKind = (typeof ENTITY_ERRORS)[number];

export interface JudgedTagsRequest extends Pick<
  JudgeRequest,
  'folder' | 'checkpoint' | 'data' | 'baseFolder' | 'reading'
> {
  /** The sentence to go on with, by `next` of the reply before; left out: the first. */
  from?: number;
}

/** Tokens `start` to `end` (exclusive) name one thing. */
export interface TokenSpan {
  type: string;
  start: number;
  end: number;
  /** Of a morpheme: itself, which need not be what is written. Two that are one syllable share it. */
  form?: string;
}

/** In tokens, half-open: what is there and what was found in its place, taken together. */
export interface TagError {
  kind: EntityErrorKind;
  start: number;
  end: number;
  /** 1-based; of its first token. */
  line: number;
}

export interface SentenceBesideRight {
  tokens: string[];
  /** Those that the run looks at beside the tokens. */
  columns?: TokenColumn[];
  /** 1-based; of the first token. */
  line: number;
  /** In order; each token by itself where tags name no entities. */
  right: TokenSpan[];
  found: TokenSpan[];
  errors: TagError[];
}

export interface JudgedTagsReply {
  /** Absolute. */
  file: string;
  /** Whether the tags name entities of several tokens; else each stands for itself. */
  namesEntities: boolean;
  /** Without intervals. */
  figures: ReportFigure[];
  sentences: SentenceBesideRight[];
  /** Where there are more sentences than a reply holds: the first of those to be asked for next. */
  next?: number;
  /** Of what was read: beyond so many tokens in all no sentence is told. */
  count: number;
}
