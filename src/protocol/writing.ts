// What helps while an experiment is written: what can stand at a place, what puts right what is wrong, and figures that follow from
// what is written. The schema of experiments says by `names` what the text at a key names; whoever shows all this knows no key.

import {
  corpusEndings,
  endingPattern,
  parallelEndings,
  taggedEndings,
  TOKENIZER_NAME,
  VECTORS_NAMES,
} from './corpusFiles';
import type { Said } from './report';
import type { JsonValue, TextEdit } from './textEdit';
import type { TrainRequest } from './trainRequest';

const corpora = [...new Set([...corpusEndings, ...taggedEndings, ...parallelEndings])];

/** Kinds of files that experiments name: where to look in a workspace, and the names that fit, as the source of a regular expression. */
export const NAMED_FILES = {
  corpus: { glob: `**/*.{${[...corpora, 'gz'].join()}}`, pattern: endingPattern(corpora) },
  tokenizer: { glob: '**/*tokenizer*.json', pattern: TOKENIZER_NAME },
  vectors: { glob: '**/*.{vec,ftz,safetensors,txt,bin,tsv,gz}', pattern: VECTORS_NAMES.join('|') },
  tensors: { glob: '**/*.safetensors', pattern: '\\.safetensors$' },
  words: { glob: '**/*.txt', pattern: '\\.txt$' },
  program: { glob: '**/*.{ts,mts,js,mjs}', pattern: '(?<!\\.d)\\.m?[jt]s$' },
} as const;

export type NamedFile = keyof typeof NAMED_FILES;

/**
 * What the text at a key names: a file; a column of a table, by its name or its number; a run of the task, or one that has an encoder to
 * begin with.
 */
export type Named = NamedFile | 'column' | 'columnNumber' | 'run' | 'encoder';

/** An experiment that is being written. */
export interface WrittenExperiment extends Pick<TrainRequest, 'experimentText' | 'experimentFile' | 'baseFolder'> {
  /** Where runs are looked for. */
  runsFolder?: string;
  /** What nobody has said to trust is read as plain text alone. */
  isRestricted?: boolean;
}

/** Something that can stand at a place. */
export interface Proposal {
  value: JsonValue;
  kind: 'column' | 'run' | 'folder';
  /** What it is, in one line. */
  detail: Said;
  /** More of it. */
  about: Said[];
}

/** Something that puts right what is wrong at a place. */
export interface Fix {
  kind: 'rename' | 'replace' | 'add' | 'remove';
  /** What stands there then, as it is written; of what is removed, its key. */
  text: string;
  edits: TextEdit[];
}

/** A figure that follows from what is written, and the offset behind which it is shown. */
export type DerivedFigure = { offset: number } & (
  | { kind: 'parameters'; value: number }
  /** Bytes that a training step takes at its height. */
  | { kind: 'memory'; value: number }
  /** Updates in one epoch. */
  | { kind: 'steps'; value: number }
  /** Seconds that a training takes as its last runs on this machine did, and how many those were. */
  | { kind: 'seconds'; value: number; runs: number }
);

export type WritingCalls = {
  /** What can stand at an offset. Nothing where the schema says nothing of it. */
  proposals: {
    request: WrittenExperiment & { offset: number };
    /** `replaced`: what a proposal takes the place of. `files`: kinds of files that can be named there, for who knows the workspace. */
    reply: { proposals: Proposal[]; files: NamedFile[]; replaced: { offset: number; length: number } };
  };
  /** What puts right the problem at a line and a column, 1-based; each was tried: the problem is gone then, and what was written has none. */
  fixes: {
    /** `files`: of the workspace, relative to `baseFolder`, of the kinds that an earlier reply has asked for. */
    request: WrittenExperiment & { line: number; column: number; files?: string[] };
    reply: { fixes: Fix[]; files: NamedFile[] };
  };
  /** Figures that are known without a training: from runs of the same model, else from the data where they are small. */
  derivedFigures: {
    request: Omit<WrittenExperiment, 'isRestricted'> & Pick<TrainRequest, 'defaults'>;
    reply: { figures: DerivedFigure[] };
  };
};
