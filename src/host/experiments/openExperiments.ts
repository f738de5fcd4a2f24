// What experiment files that are open show, loaded with the first of them.
import type { Lifetime } from '../editor/lifetime';
import type { TrainingQueue } from '../engine/trainingQueue';
import type { Trainings } from '../engine/trainings';
import { ExperimentCodeLens } from './codeLens';
import { ExperimentDiagnostics } from './diagnostics';
import { helpWhileWriting, type WritingParts } from './writing/helpWhileWriting';

interface OpenExperimentParts extends WritingParts {
  trainings: Trainings;
  queue: TrainingQueue;
}

export function showInExperiments(parts: OpenExperimentParts, life: Lifetime): void {
  const { reading, log, runs, trainings, queue } = parts;
  const checked = new ExperimentDiagnostics(reading, log, life);
  new ExperimentCodeLens(runs, trainings, queue, checked, life);
  helpWhileWriting(parts, life);
}
