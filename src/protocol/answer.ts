// What runs are asked about texts, and their answers: one kind for each way to answer. Plain data.

import type { BeamSearchTrace, DecodedOutput, DecodingRequest } from './decoding';
import type { TextExplanation } from './explanation';
import { LabError } from './labError';

/** What a run does not do (see its abilities) fails with `INVALID_ARGUMENT`. */
export interface AskRequest {
  folder: string;
  texts: string[];
  checkpoint?: 'best' | 'last';
  /** Say why; of runs that explain. */
  explain?: boolean;
  /** Of runs that write. */
  decoding?: DecodingRequest;
  /** Return the attention of each output; of runs that write. */
  attention?: boolean;
  /** Return the whole search, for one text at a time; of runs that search. */
  search?: boolean;
  /** A reference for each text: outputs then come with their sentence BLEU; of runs that write. */
  references?: string[];
  /** Of runs that fill in blanks: how many tokens are told for each; left out, 10. */
  choices?: number;
  /** Of runs that tag: the tokens of each text, where it is cut already. */
  tokens?: string[][];
  /** Of runs that look at other columns of files: those of the tokens of each text; left out where they are not known. */
  columns?: TokenColumn[][];
  /** Of runs that tag: what is told beside the best tags; left out, the next best sequences of texts that are not too long. */
  tags?: TagDetail;
}

/** What stands beside each token of a sentence in a column of the file, from 1. */
export interface TokenColumn {
  column: number;
  values: string[];
}

/** `best`: the best tags alone; `lattice`: all that was weighed. */
export type TagDetail = 'best' | 'lattice';

/** One for each text, in their order. */
export interface AskReply {
  answers: Answer[];
}

export type Answer = LabelAnswer | NumberAnswer | TextAnswer | TagsAnswer | BlanksAnswer;

/** What the longest length of a run left of a text: it read the first tokens, or where `lost` is the start, the last ones. */
export interface TextCut {
  read: number;
  of: number;
  lost: 'end' | 'start';
}

/** A label for the text. */
export interface LabelAnswer {
  kind: 'label';
  input: string;
  /** The label. */
  output: string;
  score: number;
  label: string;
  probabilities: Record<string, number>;
  /** Where true, a text may have several labels: each has a probability by itself, and `label` is all that are given. */
  isSeveral?: true;
  /** Tokens as the model saw them; with attention pooling, their weights. */
  tokens: string[];
  unknown: boolean[];
  weights?: number[];
  /** Where the text was longer than the model reads. */
  cut?: TextCut;
  /** Where true, `score` and `probabilities` are shares made from a model's margins: they rank, but no one calibrated them. */
  uncalibrated?: true;
  /** Where it was asked for: why this label. */
  explanation?: TextExplanation;
}

/** A number for the text, or for the pair of texts. */
export interface NumberAnswer {
  kind: 'number';
  input: string;
  /** The number, rounded for people. */
  output: string;
  value: number;
  /** Tokens as the model saw them; with attention pooling, their weights. */
  tokens: string[];
  unknown: boolean[];
  weights?: number[];
  /** Where the text was longer than the model reads. */
  cut?: TextCut;
}

/** Another text, with its alternatives. */
export interface TextAnswer {
  kind: 'text';
  input: string;
  /** Tokens of the source as the model saw them, end symbol included where the model is given one. */
  sourceTokens: string[];
  /** Offsets of each source token in the cleaned source text, UTF-16; empty ranges for special tokens. */
  sourceOffsets: [number, number][];
  /** By source token: the model does not know it, and saw `<unk>`. */
  sourceUnknown: boolean[];
  /** Where the source is a picture: its places, row by row, are the tokens. */
  picture?: { rows: number; columns: number };
  /** Where the source was longer than the model reads. */
  cut?: TextCut;
  /** The source as it was cut, after the experiment's cleaning. */
  sourceText: string;
  /** The best first; at least one. */
  outputs: DecodedOutput[];
  /** Sentence BLEU (0 to 100) of each output against the reference. */
  bleu?: number[];
  search?: BeamSearchTrace;
}

/** A tag for each token of the text. */
export interface TagsAnswer {
  kind: 'tags';
  input: string;
  /** The tags, one for each token, with a space between. */
  output: string;
  tokens: string[];
  /** Of each token in the text, after the experiment's cleaning; half-open, UTF-16. */
  offsets: [number, number][];
  unknown: boolean[];
  tags: string[];
  /** Of the tag of each token. */
  probabilities: number[];
  /** Whether the tags name entities of several tokens; else each stands for itself. */
  namesEntities: boolean;
  /** In order; none overlaps another, but two morphemes may share a syllable. */
  entities: TaggedEntity[];
  /** Of runs that find morphemes: those of each word, the entities by word. */
  morphemes?: WordMorphemes[];
  /** The best sequences of tags, the best first, of runs that choose among whole sequences. */
  alternatives?: { tags: string[]; probability: number }[];
  /** Where it was asked for. */
  lattice?: TagLattice;
  /** Where it was asked for: what speaks for and against each tag, at the place of its token. */
  explanation?: TextExplanation;
}

/** How probable each tag of each token is, and what speaks for one tag behind another. */
export interface TagLattice {
  /** As the model writes them, which may be in another scheme than those of the answer. */
  tags: string[];
  /** [tokens, tags], of each token one in all. */
  probabilities: Float32Array;
  /** By token the number of its best tag. */
  path: number[];
  /** Of runs that choose among whole sequences. */
  chain?: TagChain;
}

/** Scores, natural logarithms up to a constant; −∞ where the scheme does not allow it. */
interface TagChain {
  /** [tags, tags], of the tag of the column behind that of the row. */
  transitions: Float32Array;
  /** [tags], of the tag at the beginning and at the end of a text. */
  begin: Float32Array;
  end: Float32Array;
}

/** What may stand in the blanks of a text. */
export interface BlanksAnswer {
  kind: 'blanks';
  input: string;
  /** The text with the most probable token in each blank. */
  output: string;
  /** In order. */
  blanks: Blank[];
  /** Tokens as the model saw them, a mask in each blank. */
  tokens: string[];
  unknown: boolean[];
  /** Where the text was longer than the model reads. */
  cut?: TextCut;
}

/** A gap in a text, each by itself: what stands in the others is not known to it. */
interface Blank {
  /** In the input; half-open, UTF-16. */
  start: number;
  end: number;
  /** The most probable first. */
  choices: BlankChoice[];
}

export interface BlankChoice {
  /** As it stands in a text. */
  text: string;
  /** As the model knows it. */
  token: string;
  probability: number;
}

/** Tokens `start` to `end` (exclusive) of an answer. */
export interface TaggedEntity {
  type: string;
  start: number;
  end: number;
  /** As it stands in the text. */
  text: string;
  /** Of a morpheme: itself, which need not stand in the text. */
  form?: string;
}

/** Tokens `start` to `end` (exclusive) of an answer are a word; tokens are characters. */
export interface WordMorphemes {
  start: number;
  end: number;
  /** As it stands in the text. */
  text: string;
  /** `tag`: its part of speech. `unfit`: its tag names another form by a rule that is none for the character, which stands there instead. */
  morphemes: { form: string; tag: string; unfit?: true }[];
}

/** `가/VV + 았/EP`, as files have them. */
export const writtenMorphemes = ({ morphemes }: WordMorphemes): string =>
  morphemes.map(({ form, tag }) => `${form}/${tag}`).join(' + ');

/** The same for people: behind what is unfit stands a question mark. */
export const shownMorphemes = ({ morphemes }: WordMorphemes): string =>
  morphemes.map(({ form, tag, unfit }) => `${form}/${tag}${unfit ? '?' : ''}`).join(' + ');

/** Of a run that gives labels. */
export function labelOf(answer: Answer): LabelAnswer {
  if (answer.kind === 'label') return answer;
  throw new LabError('INTERNAL', `This run was asked for a label, and gave a ${answer.kind}.`);
}

/** Of a run that gives numbers. */
export function numberOf(answer: Answer): NumberAnswer {
  if (answer.kind === 'number') return answer;
  throw new LabError('INTERNAL', `This run was asked for a number, and gave a ${answer.kind}.`);
}

/** Of a run that writes. */
export function textOf(answer: Answer): TextAnswer {
  if (answer.kind === 'text') return answer;
  throw new LabError('INTERNAL', `This run was asked to write a text, and gave a ${answer.kind}.`);
}

/** Of a run that tags. */
export function tagsOf(answer: Answer): TagsAnswer {
  if (answer.kind === 'tags') return answer;
  throw new LabError('INTERNAL', `This run was asked for tags, and gave a ${answer.kind}.`);
}
