// Checking and training experiments.

import path from 'node:path';
import type { ModelFolders } from '../../protocol/analysers/analysers';
import type { Problem, TrainProgress, TrainReply } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import { check } from '../calls/check';
import { train } from '../calls/train';
import { contextOf, type CallOptions } from './callOptions';
import { textOf, type ExperimentFile } from './experimentFile';

export interface ExperimentOptions {
  /** Where relative paths of data start; left out: the current folder. */
  baseFolder?: string;
  /** `key.key=value`, applied before anything is checked. */
  overrides?: string[];
}

export interface TrainOptions extends ExperimentOptions, CallOptions<TrainProgress> {
  /** Where runs are kept, a folder for each; left out: `.nlplab/runs` in `baseFolder`. */
  runsFolder?: string;
  /** What holds where the experiment does not say. */
  defaults?: { threads?: number; device?: 'cpu' | 'webgpu' | 'cuda' } & ModelFolders;
}

/** A run that was trained: its folder, which is all there is to keep, and what it says about itself. */
export type TrainedRun = TrainReply;

/**
 * What is wrong with an experiment, looked at with its data's first lines; empty where nothing is. Lines and columns are those of
 * the text, or of `JSON.stringify(experiment, undefined, 2)`. Never fails because of the experiment.
 */
export async function checkExperiment(
  experiment: ExperimentFile | string,
  { baseFolder = process.cwd(), overrides }: ExperimentOptions = {},
): Promise<Problem[]> {
  const request = { experimentText: textOf(experiment), baseFolder, overrides };
  return (await check(request, contextOf({}))).problems;
}

/**
 * Trains an experiment in this thread, and keeps it as a run. `record.status` is `completed`, or `stopped` where the signal asked for
 * it; a stopped run goes on with `resumeRun`. Fails with `INVALID_EXPERIMENT`, with `INVALID_DATA` and `NOT_FOUND` for its data,
 * with `NO_MEMORY`, `DISK` and `NOT_FINITE`, and with `CANCELLED` where it was stopped before there was a run.
 */
export function trainExperiment(
  experiment: ExperimentFile | string,
  { baseFolder = process.cwd(), runsFolder, overrides, defaults, ...options }: TrainOptions = {},
): Promise<TrainedRun> {
  const place = { baseFolder, runsFolder: runsFolder ?? path.join(baseFolder, '.nlplab', 'runs') };
  return trained(train({ experimentText: textOf(experiment), ...place, overrides, defaults }, contextOf(options)));
}

/**
 * Goes on with a run that was stopped or broken off, bit for bit as if it never had been. Fails as `trainExperiment`, with
 * `INVALID_ARGUMENT` where the run is complete, and with `BUSY` while another process trains it.
 * @param folder the run's
 */
export function resumeRun(
  folder: string,
  { defaults, ...options }: Omit<TrainOptions, keyof ExperimentOptions | 'runsFolder'> = {},
): Promise<TrainedRun> {
  return trained(
    train({ experimentText: '', baseFolder: '', runsFolder: '', resume: folder, defaults }, contextOf(options)),
  );
}

/** A run that failed is kept, and its failure thrown. */
async function trained(training: Promise<TrainReply>): Promise<TrainedRun> {
  const reply = await training;
  const { failure } = reply.record;
  if (failure) throw LabError.fromData(failure);
  return reply;
}
