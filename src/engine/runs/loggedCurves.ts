// A run's loss and figures over its steps, as it logged them, thinned to what a picture tells apart.

import path from 'node:path';
import type { CurvePoint } from '../../protocol/report';
import type { MetricLine } from '../../protocol/run';
import type { Files } from '../store/files';
import { readMetrics } from '../store/metricsLog';
import { runFiles } from '../store/runFolder';

type StepLine = Extract<MetricLine, { kind: 'step' }>;
type EpochLine = Extract<MetricLine, { kind: 'epoch' }>;

export interface LoggedCurves {
  /** Of all steps, in order. */
  steps: StepLine[];
  epochs: EpochLine[];
}

/** Of lines that a resume undid the later ones count. */
export function loggedCurves(files: Files, folder: string): LoggedCurves {
  const { lines } = readMetrics(files, path.join(folder, runFiles.metrics));
  const steps = new Map<number, StepLine>();
  const epochs = new Map<number, EpochLine>();
  for (const line of lines) {
    if (line.kind === 'step') steps.set(line.step, line);
    if (line.kind === 'epoch') epochs.set(line.epoch, line);
  }
  return {
    steps: [...steps.values()].sort((a, b) => a.step - b.step),
    epochs: [...epochs.values()].sort((a, b) => a.step - b.step),
  };
}

/** The mean loss of neighbouring steps, in at most `most` points of equally many steps each; by the last step of each. */
export function meanLosses(steps: readonly StepLine[], most: number): CurvePoint[] {
  const size = Math.max(1, Math.ceil(steps.length / most));
  return Array.from({ length: Math.ceil(steps.length / size) }, (_, i) => {
    const part = steps.slice(i * size, (i + 1) * size);
    return { x: part[part.length - 1].step, y: part.reduce((sum, { loss }) => sum + loss, 0) / part.length };
  });
}

/** A figure at the ends of epochs, by its name there. */
export const figureOverEpochs = (epochs: readonly EpochLine[], name: string): CurvePoint[] =>
  epochs.flatMap(({ step, metrics }) => (name in metrics ? [{ x: step, y: metrics[name] }] : []));
