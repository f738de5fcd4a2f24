// What a task is. Each is a folder here and a line in tasks.ts; whoever checks, trains or asks runs knows nothing but this.

import type { z } from 'zod';
import type { Ability } from '../../protocol/ability';
import type { Report } from '../../protocol/report';
import type { RunRecord } from '../../protocol/run';
import type { Fault, KeyPath, SourceFault } from '../schema/fault';
import type { PreparedRun, PrepareOptions } from '../train/preparedRun';
import type { OpenedCheckpoint } from '../store/checkpoint';
import type { EncoderKeys } from './base/encoderKeys';
import type { OpenModel } from './openModel';

/** The keys that experiments of all tasks have. */
interface AnyExperiment {
  name: string;
  task: string;
  seed: number;
  model: { type: string };
}

/** What a schema makes of a file; the schema's own name is for editors alone. */
export type ExperimentOf<Schema extends z.ZodType> = Omit<z.output<Schema>, '$schema'>;

/** Nothing heavy is loaded before `prepare` or `open` is called: experiments are checked while they are typed. */
export interface Task<E extends AnyExperiment> {
  /** All keys of its experiments, with what they mean and what they are when left out. */
  readonly schema: z.ZodObject & z.ZodType<E>;
  /** What is learned, as the end of `"<task>" ...`. */
  readonly summary: string;
  /** Values that are right by themselves but not together. */
  faults(experiment: E): Fault[];
  /** Paths of keys that mean nothing to the model; whoever gives one is told so. None where left out. */
  unused?(experiment: E): KeyPath[];
  /**
   * A quick look at the data before anything is read in full: are the files there, and do tables have the columns? Fails with
   * `CANCELLED` where many are to be looked at.
   */
  checkSources(experiment: E, baseFolder: string, signal?: AbortSignal): Promise<SourceFault[]>;
  /** What runs of such an experiment can be asked. */
  abilities(experiment: E): Ability[];
  /** How models of the task tell their encoder, so that one can begin with another's; not there where none has any. */
  readonly encoder?: EncoderKeys<E>;
  /** Reads the data and does whatever comes before the first step; nothing is on disk. */
  prepare(options: PrepareOptions<E>): Promise<PreparedRun>;
  /** Opens what was learned. Fails with `INVALID_FILE` where the run's files do not belong together. */
  open(parts: RunParts<E>): Promise<OpenModel>;
  /** Reads an `evaluation.json` from before reports had blocks; undefined where it is none of this task. */
  oldReport?(value: unknown): Report | undefined;
}

/** What a task opens a run from. */
export interface RunParts<E extends AnyExperiment> {
  record: RunRecord;
  experiment: E;
  /** The best checkpoint where none was asked for, or the last where none was judged. Fails as `openCheckpoint`. */
  checkpoint(): OpenedCheckpoint;
  /** One of the run's own files. Fails with `NOT_FOUND`, or `INVALID_FILE` where it is too large. */
  read(name: string): { file: string; text: string };
  /** The same of a file that is no text. @param most its bytes */
  readBytes(name: string, most: number): { file: string; bytes: Uint8Array };
}
