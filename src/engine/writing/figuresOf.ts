// The figures that follow from an experiment, and where in its text they are shown.

import type { TrainRequest } from '../../protocol/engine';
import type { DerivedFigure } from '../../protocol/writing';
import { readJsonText } from '../experiment/jsonText';
import { runsOfTime } from '../runs/alikeRuns';
import { threadsOf } from '../runtime/machine';
import { nodeFiles } from '../store/nodeFiles';
import type { Experiment } from '../tasks/tasks';
import { sizesOf } from './sizes';

/** Runs whose times are averaged: the last ones. */
const MOST_TIMED = 3;

interface FiguresAsked {
  request: Omit<TrainRequest, 'runsFolder'> & { runsFolder?: string };
  experiment: Experiment;
  signal: AbortSignal;
}

/** None that is not known. Fails with `CANCELLED`. */
export async function figuresOf(asked: FiguresAsked): Promise<DerivedFigure[]> {
  const { request, experiment } = asked;
  const sizes = await sizesOf(asked);
  if (!sizes) return [];
  const behind = placesIn(request.experimentText);
  const { parameters, steps, memory } = sizes;
  const figures: DerivedFigure[] = [{ kind: 'parameters', value: parameters, offset: behind(['model']) }];
  if (memory !== undefined) figures.push({ kind: 'memory', value: memory, offset: behind(['training', 'batchSize']) });
  if (steps === undefined) return figures;
  figures.push({ kind: 'steps', value: steps, offset: behind(['training', 'batchSize']) });
  const timed = timedRuns(asked);
  const training: { epochs?: number | null } = 'training' in experiment ? experiment.training : {};
  const { epochs } = training;
  if (timed.length === 0 || typeof epochs !== 'number') return figures;
  const perStep = timed.reduce((sum, { seconds, step }) => sum + seconds / step, 0) / timed.length;
  const offset = behind(['training', 'epochs']);
  return [...figures, { kind: 'seconds', value: perStep * steps * epochs, runs: timed.length, offset }];
}

function timedRuns({ request, experiment }: FiguresAsked): { seconds: number; step: number }[] {
  const { runsFolder, baseFolder, defaults } = request;
  if (runsFolder === undefined || !('runtime' in experiment)) return [];
  const { device, threads } = experiment.runtime;
  const settings = {
    device: device ?? defaults?.device ?? 'cpu',
    threads: threadsOf(threads || (defaults?.threads ?? 0)),
  };
  return runsOfTime(nodeFiles, { runsFolder, experiment, baseFolder }, settings).slice(0, MOST_TIMED);
}

/** Where a figure about a key is shown: behind its value, or at the beginning of the object that would hold it. */
function placesIn(text: string): (path: readonly string[]) => number {
  const json = readJsonText(text);
  return (path) => {
    const { offset, length } = json.spanOf(path);
    return text[offset] === '{' ? offset + 1 : offset + length;
  };
}
