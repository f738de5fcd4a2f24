// The model of an experiment before anything is learned, opened as a run is: data read, vocabulary made, parameters drawn by the seed as
// its training would draw them. Nothing is on disk.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import type { Files } from '../store/files';
import type { OpenModel } from '../tasks/openModel';
import { readExperimentText } from '../tasks/storedExperiment';
import { taskOf } from '../tasks/tasks';
import type { PreparedRun, PrepareOptions } from '../train/preparedRun';
import { progressAt } from '../train/progress';
import { askedExperiment, type ExperimentRequest } from './askedExperiment';
import { openKnownRun } from './knownRun';
import { firstRecord } from './newRun';

type Surroundings = Pick<PrepareOptions<unknown>, 'progress' | 'signal' | 'defaults'> &
  Pick<ExperimentRequest, 'runsFolder'>;

/**
 * Fails as reading the experiment and preparing its training do, and with `INVALID_ARGUMENT` where the model is no network.
 * @param file the experiment
 */
export async function openUntrained(
  files: Files,
  file: string,
  { progress, signal, defaults, runsFolder }: Surroundings,
): Promise<OpenModel> {
  const baseFolder = path.dirname(file);
  const text = readExperimentText(files, file);
  const { experiment, base } = askedExperiment(
    { experimentText: text, experimentFile: file, baseFolder, runsFolder, defaults },
    files,
  );
  const task = taskOf(experiment);
  const prepared = await task.prepare({
    ...{ experiment, baseFolder, defaults, progress, signal, base: base?.() },
    openRun: (name) => openKnownRun(files, name, { baseFolder, runsFolder }),
  });
  try {
    const model = prepared.initial?.();
    if (!model) throw notNeural(experiment.model.type);
    return await task.open({
      record: firstRecord('', new Date(0), { experimentFile: file, baseFolder }, { experiment, prepared }),
      experiment,
      read: (name) => ({ file: name, text: new TextDecoder().decode(documentOf(prepared, name)) }),
      readBytes: (name) => ({ file: name, bytes: documentOf(prepared, name) }),
      checkpoint: () => ({ folder: '', checkpoint: { state: STATE, model, optimizer: new Map() } }),
    });
  } finally {
    await prepared.release();
  }
}

function documentOf({ documents }: PreparedRun, name: string): Uint8Array {
  const document = Object.hasOwn(documents, name) ? documents[name] : undefined;
  if (document !== undefined) return typeof document === 'string' ? Buffer.from(document) : Buffer.concat(document);
  throw new Error(`The training prepared no "${name}".`);
}

const { schedule, ...START } = progressAt({ step: 0, epoch: 0, time: 0 });

const STATE = {
  ...{ step: 0, epoch: 0, time: 0, data: { epoch: 0, batch: 0 }, generators: {}, hashes: {}, build: {} },
  schedule: { ...schedule },
  progress: { ...START, best: null },
};

const notNeural = (type: string): LabError =>
  new LabError(
    'INVALID_ARGUMENT',
    `A model of type "${type}" is no network of layers: these alone can be drawn, and their training written for other programs.`,
    { key: ['model', 'type'] },
  );
