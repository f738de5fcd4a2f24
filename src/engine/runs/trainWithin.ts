// A training that is part of another one: an ordinary run in a folder of that run, which is gone on with where it was left.

import path from 'node:path';
import type { TrainProgress, TrainReply, TrainRequest } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import { isJsonObject } from '../experiment/overrides';
import type { Files } from '../store/files';
import { namedRunFolder, type RunPlaces } from '../store/namedRun';
import { listRuns } from '../store/runFolder';
import type { RunPlace } from '../train/preparedRun';

interface Around extends Pick<TrainRequest, 'baseFolder' | 'defaults'> {
  files: Files;
  /** Of the run that the others are part of. */
  folder: string;
  tell: (progress: TrainProgress) => void;
  train(request: TrainRequest, tell: (progress: TrainProgress) => void): Promise<TrainReply>;
}

/** Each time the newest run of that folder, or a new one, trained to its end. */
export const trainerWithin =
  ({ files, folder: outer, tell, train, ...places }: Around): RunPlace['trainWithin'] =>
  async (name, experiment, phase) => {
    const runsFolder = path.join(outer, name);
    const known = listRuns(files, runsFolder).at(0);
    if (known?.record.status === 'completed') return known.folder;
    const resume = known?.resumable ? known.folder : undefined;
    const found = alone(
      begunFrom(experiment, { files, baseFolder: places.baseFolder, runsFolder: path.dirname(outer) }),
    );
    const request = { ...places, runsFolder, experimentText: JSON.stringify(found), resume };
    const { folder, record } = await train(request, stepsOnly(tell, phase));
    if (record.failure) throw LabError.fromData(record.failure);
    if (record.status !== 'completed') throw new LabError('CANCELLED', 'The training was stopped.');
    return folder;
  };

/** A run that the model begins with stands beside the run around it, and is named by its folder: among those within no id is known. */
function begunFrom(experiment: object, { files, ...places }: { files: Files } & Required<RunPlaces>): object {
  const { model } = experiment as { model?: unknown };
  if (!isJsonObject(model) || typeof model.from !== 'string') return experiment;
  const { from } = model;
  if (files.stat(path.resolve(places.baseFolder, from))) return experiment; // a path, of whatever it is
  return { ...experiment, model: { ...model, from: namedRunFolder(files, from, places) } };
}

/** A run within has no further ones for pictures of its own. */
function alone(experiment: object): object {
  const own = { ...experiment, curve: undefined };
  if (!('training' in experiment) || typeof experiment.training !== 'object') return own;
  return { ...own, training: { ...experiment.training, compare: undefined } };
}

/** How far a run within is, as a phase of the one around it. */
function stepsOnly(tell: Around['tell'], phase: string): Around['tell'] {
  let steps = 0;
  return (progress) => {
    if (progress.kind === 'start') steps = progress.record.steps ?? 0;
    if (progress.kind === 'metric' && steps > 0) tell({ kind: 'phase', phase, fraction: progress.line.step / steps });
  };
}
