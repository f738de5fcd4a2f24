// From metric lines to the columns a view draws: repeats after a resume removed, long curves thinned by mean.
import type { MetricLine } from '../../protocol/run';
import type { EpochFigures, RunCurves, StepCurves } from '../../protocol/views';

type StepLine = Extract<MetricLine, { kind: 'step' }>;
type EpochLine = Extract<MetricLine, { kind: 'epoch' }>;

/** More points than a screen has pixels across help nobody. */
export const MOST_POINTS = 1200;

export function curvesOf(lines: readonly MetricLine[]): RunCurves {
  const steps: StepLine[] = [];
  const epochs: EpochLine[] = [];
  for (const line of lines) {
    if (line.kind === 'step') push(steps, line);
    else if (line.kind === 'epoch') push(epochs, line);
    else if (line.event === 'resumed') for (const list of [steps, epochs]) cut(list, line.step + 1);
  }
  return { steps: columns(steps, epochs), epochs: epochs.map(figures) };
}

/** A resumed run goes on from its last checkpoint: what was logged beyond that is written anew and counts no more. */
function cut(list: { step: number }[], step: number): void {
  while (list.length > 0 && list[list.length - 1].step >= step) list.pop();
}

function push<L extends { step: number }>(list: L[], line: L): void {
  cut(list, line.step);
  list.push(line);
}

const figures = ({ step, epoch, time, metrics }: EpochLine): EpochFigures => ({ step, epoch, seconds: time, metrics });

function columns(steps: readonly StepLine[], epochs: readonly EpochLine[]): StepCurves {
  const size = Math.max(1, Math.ceil(steps.length / MOST_POINTS));
  const result: StepCurves = { total: steps.length, step: [], epoch: [], loss: [], learningRate: [], gradientNorm: [] };
  const epochAt = epochScale(epochs);
  for (let start = 0; start < steps.length; start += size) {
    const bin = steps.slice(start, start + size);
    const { step } = bin[bin.length - 1];
    result.step.push(step);
    result.epoch.push(epochAt(step));
    result.loss.push(mean(bin, 'loss'));
    result.learningRate.push(bin[bin.length - 1].learningRate);
    result.gradientNorm.push(mean(bin, 'gradientNorm'));
  }
  if (steps.some(({ wordsPerSecond }) => wordsPerSecond !== undefined)) result.wordsPerSecond = speeds(steps, size);
  return result;
}

/** Words a second, thinned as the other columns are. */
function speeds(steps: readonly StepLine[], size: number): number[] {
  const bins = Array.from({ length: Math.ceil(steps.length / size) }, (_, i) => steps.slice(i * size, (i + 1) * size));
  return bins.map((bin) => bin.reduce((sum, line) => sum + (line.wordsPerSecond ?? Number.NaN), 0) / bin.length);
}

function mean(lines: readonly StepLine[], key: 'loss' | 'gradientNorm'): number {
  return lines.reduce((sum, line) => sum + line[key], 0) / lines.length;
}

/** Steps to epochs, linear between the ends of epochs; NaN until one epoch has ended. */
function epochScale(epochs: readonly EpochLine[]): (step: number) => number {
  const last = epochs.at(-1);
  if (!last || last.epoch <= 0) return () => Number.NaN;
  const rate = last.epoch / last.step;
  return (step) => step * rate;
}
