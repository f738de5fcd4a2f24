// A training that is part of another one: an ordinary run in a folder of that run, which is gone on with where it was left.

import path from 'node:path';
import type { TrainProgress, TrainReply, TrainRequest } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import type { Files } from '../store/files';
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
    const request = { ...places, runsFolder, experimentText: JSON.stringify(alone(experiment)), resume };
    const { folder, record } = await train(request, stepsOnly(tell, phase));
    if (record.failure) throw LabError.fromData(record.failure);
    if (record.status !== 'completed') throw new LabError('CANCELLED', 'The training was stopped.');
    return folder;
  };

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
