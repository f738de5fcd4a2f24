// Runs prepared for something else than to be trained: of an experiment, or of a run that is there. Nothing is written.

import path from 'node:path';
import { openChosenCheckpoint, type Checkpoint, type CheckpointName } from '../store/checkpoint';
import type { Files } from '../store/files';
import { readRecord } from '../store/runRecord';
import { taskOf, type Experiment } from '../tasks/tasks';
import type { PreparedRun, PrepareOptions } from '../train/preparedRun';
import { askedExperiment, type ExperimentRequest } from './askedExperiment';
import { begunExperiment, requireSameData } from './begunRun';
import { openKnownRun } from './knownRun';

type Surroundings = Pick<PrepareOptions<Experiment>, 'defaults' | 'progress' | 'signal' | 'sample'> & { files: Files };

/** Reads the data of an experiment, does something with what it would train, and lets go of it. Fails as preparing its training. */
export function withPreparedExperiment<R>(
  request: ExperimentRequest,
  surroundings: Surroundings,
  work: (prepared: PreparedRun) => Promise<R>,
): Promise<R> {
  const { experiment, base } = askedExperiment({ ...request, defaults: surroundings.defaults }, surroundings.files);
  const { baseFolder, runsFolder } = request;
  return withPrepared({ ...surroundings, experiment, baseFolder, runsFolder, base: base?.() }, work);
}

/** The same of a run and one of its checkpoints, by default the best one. Fails with `INVALID_DATA` where its data have changed. */
export async function withPreparedRun<R>(
  { folder, checkpoint: name }: { folder: string; checkpoint?: CheckpointName },
  surroundings: Surroundings,
  work: (prepared: PreparedRun, checkpoint: Checkpoint) => Promise<R>,
): Promise<R> {
  const { files } = surroundings;
  const { baseFolder } = readRecord(files, folder);
  const experiment = begunExperiment(files, folder);
  const { checkpoint } = openChosenCheckpoint(files, folder, name);
  return withPrepared(
    { ...surroundings, experiment, baseFolder, runsFolder: path.dirname(folder), resumed: folder },
    (prepared) => {
      requireSameData(checkpoint, prepared, otherData);
      return work(prepared, checkpoint);
    },
  );
}

interface Places {
  files: Files;
  runsFolder?: string;
}

async function withPrepared<R>(
  { experiment, files, runsFolder, ...options }: Omit<PrepareOptions<Experiment>, 'openRun'> & Places,
  work: (prepared: PreparedRun) => Promise<R>,
): Promise<R> {
  const runs = { baseFolder: options.baseFolder, runsFolder };
  const openRun = (name: string) => openKnownRun(files, name, runs);
  const prepared = await taskOf(experiment).prepare({ experiment, ...options, openRun });
  try {
    return await work(prepared);
  } finally {
    await prepared.release();
  }
}

const otherData = (name: string): string =>
  `"${name}" has changed since this run began: what was made of it then cannot be found again.`;
