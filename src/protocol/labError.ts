// The closed list of errors a person can cause or meet. Everything a user, a file or the machine can get wrong is a
// LabError; anything else is a defect of ours. It must stay plain data so that it crosses threads unchanged.

import { foreignFailure } from './foreignErrors';

/** What went wrong, in one word; tells a caller how to react (exit code 2 for `INVALID_*`, `NOT_FOUND`, `NO_MEMORY`). */
export type LabErrorCode =
  | 'INVALID_ARGUMENT' // a command-line argument or a request field
  | 'INVALID_EXPERIMENT' // the experiment file: unknown key, wrong value, impossible combination
  | 'INVALID_DATA' // a corpus: not text, missing column, one class only, ...
  | 'INVALID_FILE' // one of our own files is damaged: checkpoint, run.json, tokenizer.json, safetensors
  | 'NOT_FOUND' // a file, a run, a column
  | 'NO_MEMORY' // the run does not fit the machine; refused before the start
  | 'NOT_FINITE' // the loss became NaN or infinite
  | 'DISK' // reading or writing failed: full disk, no permission
  | 'BUSY' // another process is writing this run
  | 'CANCELLED' // the person asked to stop
  | 'CLOSED' // the worker or the view has gone
  | 'INTERNAL'; // a defect of NLP Lab

/** Where the fault is, as far as it is known. */
export interface LabErrorPlace {
  /** Absolute path of the file at fault. */
  file?: string;
  /** 1-based line in that file. */
  line?: number;
  /** 1-based column in that line, and how much of it is at fault, in UTF-16 units. */
  column?: number;
  length?: number;
  /** Path of keys in the experiment, e.g. `['model', 'hidden']`. */
  key?: readonly (string | number)[];
  /** Words that may have been meant in place of one that is not there, the likeliest first. */
  near?: readonly string[];
}

export interface LabErrorData {
  code: LabErrorCode;
  /** One or two sentences: what is wrong and what to do next. No stack, no jargon. */
  message: string;
  place?: LabErrorPlace;
}

/** By this programs of this project that one process has loaded know the errors of each other: each has a class of its own. */
const MARK = Symbol.for('nlp-lab.LabError');

export class LabError extends Error implements LabErrorData {
  readonly code: LabErrorCode;
  readonly place?: LabErrorPlace;

  constructor(code: LabErrorCode, message: string, place?: LabErrorPlace, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'LabError';
    this.code = code;
    this.place = place;
  }

  get [MARK](): true {
    return true;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  /**
   * The plain form that crosses threads. What the system, Node or ONNX Runtime has thrown gets the code of what it means;
   * other errors that are not LabErrors become `INTERNAL` with their message.
   */
  static toData(error: unknown): LabErrorData {
    if (error instanceof LabError) return { code: error.code, message: error.message, place: error.place };
    const foreign = foreignFailure(error);
    if (foreign) return foreign;
    const detail = error instanceof Error ? error.message : String(error);
    return { code: 'INTERNAL', message: `Unexpected failure: ${detail}` };
  }

  static fromData(data: LabErrorData): LabError {
    return new LabError(data.code, data.message, data.place);
  }
}
