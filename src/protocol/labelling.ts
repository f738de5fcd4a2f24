// Texts that a person labels, sentences in which a person marks spans, and the files that hold what was said of them. Plain data.

import type { Agreement, AgreementRequest } from './agreement';
import type { TokenSpan } from './judgedTags';
import type { Progress } from './progress';
import type { ReadingOptions } from './reading';

/** What is judged: whole texts, each by a label, or the tokens of sentences, by spans. */
export type LabellingKind = 'texts' | 'spans';

/** How texts without tokens are cut. */
export type LabelledUnits = 'words' | 'spaces' | 'characters';

/** Where the texts are. */
export interface LabellingSource {
  /** Absolute. */
  file: string;
  kind: LabellingKind;
  /** The text column of a table; left out: guessed. */
  column?: string;
  /** Of sentences in files without tokens; left out: words and marks. */
  units?: LabelledUnits;
  reading?: ReadingOptions;
}

/**
 * A text to be judged, once however often it stands in the file. A sentence is its tokens, each on a line of `text`: by these it is
 * found in the file of labels, whatever the order there.
 */
export interface LabellingText {
  text: string;
  /** 1-based; where it stands first. */
  line: number;
}

/** What a person has said of a text. A sentence without spans has been judged, too. */
export type Mark = { label: string } | { spans: TokenSpan[] };

export interface LabelEntry {
  text: string;
  mark: Mark;
}

/** No mark: what was said is taken back. */
export interface LabelChange {
  text: string;
  mark?: Mark;
}

export interface LabellingTextsReply {
  texts: LabellingText[];
  /** Where there are more texts than a reply holds: the first of those to be asked for next. */
  next?: number;
  /** Different texts in the file, of which the first are told. */
  count: number;
  /** Texts that stand in the file again. */
  repeated: number;
  /** Labels, or types of spans, that stand in the file itself, in a sensible order. */
  names: string[];
  /** The text column of a table. */
  column?: string;
  /** A text holds what would break a row of a table without quotation marks. */
  needsQuotes: boolean;
  notices: string[];
}

/** A file of labels as it is: two stamps differ where the file does. Empty: there is none. */
interface LabelsStamp {
  stamp: string;
}

/** How sure a run is of a text, and what it would say. */
export interface Uncertainty {
  /**
   * Entropy of what the run holds possible, in bits: of its labels, or of the tags of a token, the mean over the tokens (Settles and
   * Craven 2008, An analysis of active learning strategies for sequence labeling tasks, token entropy).
   */
  entropy: number;
  mark: Mark;
  /** Of its label; of spans the least of those of the tokens. */
  probability: number;
}

export type LabellingCalls = {
  /** Whether a file holds sentences whose tokens have tags, rather than texts. */
  holdsSpans: { request: { file: string }; reply: { spans: boolean } };
  /** Fails with `INVALID_DATA` where there are no texts. */
  labellingTexts: {
    request: LabellingSource & { from?: number };
    reply: LabellingTextsReply;
    progress: Progress;
  };
  /** What a file of labels holds; nothing where there is none. `unless`: a file with this stamp is not read, and no entries are told. */
  readLabels: {
    request: { file: string; kind: LabellingKind; unless?: string };
    reply: LabelsStamp & { entries?: LabelEntry[]; notices: string[] };
  };
  /**
   * Changes some labels of a file, and no others, whoever writes it beside: those of one text are changed by one after the other. Makes the file
   * where there is none. `before`: the stamp of the file as it was found.
   */
  changeLabels: {
    request: { file: string; kind: LabellingKind; changes: LabelChange[] };
    reply: LabelsStamp & { before: string };
  };
  /** Of some texts, in their order; of runs that give labels, or of runs that tag. */
  uncertainty: {
    request: { folder: string; kind: LabellingKind; texts: string[] };
    reply: { found: Uncertainty[] };
    progress: Progress;
  };
  /** How far two people's labels agree. */
  compareLabels: { request: AgreementRequest; reply: Agreement };
};
