// The contract between the extension host and the view in which a person labels, under the rules of views.ts.

import type { OfferedRun } from './attentionView';
import type { LabellingKind, Mark, Uncertainty } from './labelling';
import type { Notice, SharedCalls } from './views';

/** Which texts are listed: all, those without a label, those with one, or those with the label `name`. */
export const LABELLING_FILTERS = ['all', 'open', 'labelled', 'name'] as const;

export type LabellingFilter = (typeof LABELLING_FILTERS)[number];

export const LABELLING_STEPS = ['next', 'previous', 'open'] as const;

/** To the text behind or before, or to the next one without a label; past the last comes the first. */
export type LabellingStep = (typeof LABELLING_STEPS)[number];

export interface LabellingOverview {
  /** Changes when the texts do: indices hold for one version. */
  version: number;
  kind: LabellingKind;
  /** Names of the files. */
  source: string;
  labels: string;
  /** Labels, or types of spans, in the order of their keys, with how many texts have them, or how many spans there are. */
  names: { name: string; count: number }[];
  /** Texts that can be labelled, and how many there are in the file. */
  count: number;
  all: number;
  /** That stand in the file again; each is shown once. */
  repeated: number;
  labelled: number;
  /** The id of the run that is the least certain of the first texts; left out: they stand in the order of the file. */
  order?: string;
  runs: OfferedRun[];
  canUndo: boolean;
  /** False where an editor cannot open the file (compressed ones). */
  canReveal: boolean;
  /** Times that the file of labels was found changed by others, and was read again. */
  elsewhere: number;
  /** Why the last labels could not be kept. */
  notKept?: string;
  notices: string[];
}

export interface LabellingRow {
  index: number;
  /** Its beginning. */
  text: string;
  line: number;
  /** What it is labelled with, in words; empty: nothing yet. */
  marked: string;
  /** In bits, where a run was asked. */
  entropy?: number;
}

export interface ShownLabelling {
  index: number;
  text: string;
  /** Of a sentence in which spans are marked. */
  tokens?: string[];
  line: number;
  mark?: Mark;
  /** What the run would say that was asked for the order. */
  suggestion?: Uncertainty;
  /** Among those that are listed; −1: it is not. */
  place: number;
}

export interface LabellingList {
  version: number;
  filter: LabellingFilter;
  /** The label; empty for the other filters. */
  name: string;
  /** Texts that hold it, whatever the case of its letters. */
  text: string;
}

type Nothing = Record<string, never>;

export interface LabellingViewContract {
  calls: SharedCalls & {
    cancel: { request: Nothing; reply: Nothing };
    /** Reads the texts again, or keeps what could not be kept. */
    again: { request: Nothing; reply: Nothing };
    page: { request: LabellingList & { from: number }; reply: { rows: LabellingRow[]; total: number } };
    /** `index` −1: the first without a label. */
    text: { request: LabellingList & { index: number }; reply: ShownLabelling };
    /** No text where all are labelled, and one without a label is asked for. */
    step: { request: LabellingList & { index: number; to: LabellingStep }; reply: { shown?: ShownLabelling } };
    /** Labels a text, or with no mark takes its label back; `goesOn`: answers with the next one without a label. */
    mark: {
      request: LabellingList & { index: number; marks: Mark[]; goesOn: boolean };
      reply: { shown?: ShownLabelling };
    };
    /** Takes back the latest change, and answers with its text. */
    undo: { request: LabellingList; reply: { shown?: ShownLabelling } };
    /** Has a run say how certain it is of the texts without a label; '': the order of the file. */
    orderBy: { request: { run: string }; reply: Nothing };
    stopOrdering: { request: Nothing; reply: Nothing };
    /** Asks for the labels, or the types. */
    changeNames: { request: Nothing; reply: Nothing };
    /** Opens the file where the text stands. */
    reveal: { request: { version: number; index: number }; reply: Nothing };
    openLabels: { request: Nothing; reply: Nothing };
    /** Asks for another file, and compares it with this one. */
    compare: { request: Nothing; reply: Nothing };
  };
  events: { notice: Notice; overview: LabellingOverview; orderNotice: Notice | { kind: 'none' } };
}
