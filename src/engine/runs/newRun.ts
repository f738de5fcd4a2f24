// The folder of a new run, with its first record.

import path from 'node:path';
import type { TrainRequest } from '../../protocol/engine';
import type { RunRecord } from '../../protocol/run';
import type { Files } from '../store/files';
import { createRun, runFiles, safeName, type RunDocument } from '../store/runFolder';
import { taskOf, type Experiment } from '../tasks/tasks';
import type { PreparedRun } from '../train/preparedRun';
import { buildOf } from './buildOf';

export interface Planned {
  experiment: Experiment;
  prepared: PreparedRun;
  /** Hashes of files that are no data, by their paths. */
  named?: Readonly<Record<string, string>>;
}

/** Where an experiment lies. */
type Origin = Pick<TrainRequest, 'experimentFile' | 'baseFolder'>;

/** Makes the folder of a new run and returns its path. Fails with `DISK`. */
export function makeFolder(
  { files, now }: { files: Files; now(): Date },
  request: TrainRequest,
  planned: Planned,
): string {
  const { experiment } = planned;
  const createdAt = now();
  return createRun(files, request.runsFolder, {
    name: experiment.name,
    createdAt,
    record: (id) => firstRecord(id, createdAt, request, planned),
    documents: firstDocuments(planned),
  }).folder;
}

/** The files of a run before its first step, beside its record. */
const firstDocuments = ({ experiment, prepared }: Planned): Record<string, RunDocument> => ({
  [runFiles.experiment]: `${JSON.stringify(experiment, undefined, 2)}\n`,
  ...prepared.documents,
});

/** The record of a run that has not begun. */
const BEGUN = 'begun.json';

/** All files of a run that another program trains, by name. Its id is the part of it that follows from the name of the experiment. */
export function begunElsewhere(request: Origin, planned: Planned): Record<string, RunDocument> {
  const record = firstRecord(safeName(planned.experiment.name), new Date(0), request, planned);
  return { ...firstDocuments(planned), [BEGUN]: `${JSON.stringify(record, undefined, 2)}\n` };
}

/** What the record of a run says before its first step. */
export function firstRecord(
  id: string,
  createdAt: Date,
  { experimentFile, baseFolder, sweep, queued, again }: Origin & Pick<TrainRequest, 'sweep' | 'queued' | 'again'>,
  { experiment, prepared, named }: Planned,
): RunRecord {
  const { settings, parameters, epochs, steps, hashes, labels, notices } = prepared;
  return {
    format: 1,
    id,
    name: experiment.name,
    task: experiment.task,
    abilities: taskOf(experiment).abilities(experiment),
    modelType: experiment.model.type,
    status: 'running',
    createdAt: createdAt.toISOString(),
    seconds: 0,
    seed: experiment.seed,
    parameters,
    device: settings.device,
    threads: settings.threads,
    epochs,
    epoch: 0,
    step: 0,
    ...(steps === undefined ? {} : { steps }),
    metrics: {},
    hashes: { ...named, ...hashes },
    versions: buildOf(settings),
    labels: [...labels],
    notices: [...notices],
    experimentFile,
    baseFolder,
    ...(sweep && { sweep }),
    ...(queued === undefined ? {} : { queued }),
    ...(again === undefined ? {} : { again: path.basename(again) }),
  };
}
