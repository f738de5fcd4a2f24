// The contract between the extension host and the view of tags, under the rules of views.ts.

import type { TagLattice, TagsAnswer } from './answer';
import { ENTITY_ERRORS, type EntityErrorKind, type SentenceBesideRight } from './judgedTags';
import type { ReportFigure } from './report';
import type { Notice, SharedCalls } from './views';

/** Which sentences: all, those with any error, or with one of a kind. */
export const TAG_FILTERS = ['all', 'wrong', ...ENTITY_ERRORS] as const;

export type TagFilter = (typeof TAG_FILTERS)[number];

export interface TagsOverview {
  /** Changes when the sentences do: indices hold for one version. */
  version: number;
  run: string;
  /** The file's name. */
  source: string;
  /** Without intervals. */
  figures: ReportFigure[];
  /** Sentences of each filter. */
  sentences: Record<TagFilter, number>;
  errors: Record<EntityErrorKind, number>;
  /** Sentences in the file, of which the first are shown. */
  count: number;
  /** The most frequent first, those that were found and those that there are. */
  types: string[];
  namesEntities: boolean;
  /** False where an editor cannot open the file (compressed ones). */
  canReveal: boolean;
}

/** A sentence of the list, from a little before its first error on. */
export interface ListedSentence extends Omit<SentenceBesideRight, 'columns'> {
  index: number;
  isCutBefore: boolean;
  isCutBehind: boolean;
}

export interface SentencesRequest {
  version: number;
  filter: TagFilter;
  /** Sentences that hold it, whatever the case of its letters. */
  text: string;
  /** The first to tell, among those that pass. */
  from: number;
}

interface SentenceRequest {
  version: number;
  index: number;
}

export interface TagsViewContract {
  calls: SharedCalls & {
    cancel: { request: Record<string, never>; reply: Record<string, never> };
    again: { request: Record<string, never>; reply: Record<string, never> };
    /** Asks for other sentences, which another panel shows. */
    chooseOther: { request: Record<string, never>; reply: Record<string, never> };
    /** A page of the sentences that pass, and how many there are. */
    sentences: { request: SentencesRequest; reply: { sentences: ListedSentence[]; total: number } };
    sentence: { request: SentenceRequest; reply: SentenceBesideRight };
    lattice: { request: SentenceRequest; reply: TagLattice & Pick<TagsAnswer, 'alternatives'> };
    /** Opens the file where one of the sentence's errors stands; −1: where the sentence begins. */
    reveal: { request: SentenceRequest & { error: number }; reply: Record<string, never> };
  };
  events: { notice: Notice; overview: TagsOverview };
}
