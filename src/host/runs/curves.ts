// From metric lines to the columns a view draws: repeats after a resume removed, long curves thinned by mean.
import type { MetricLine } from '../../protocol/run';
import type { EpochFigures, RunCurves, StepCurves } from '../../protocol/views';

type StepLine = Extract<MetricLine, { kind: 'step' }>;
type EpochLine = Extract<MetricLine, { kind: 'epoch' }>;

/** More points than a screen has pixels across help nobody. */
export const MOST_POINTS = 1200;

export function curvesOf(lines: readonly MetricLine[]): RunCurves {
  const steps = latestOf(lines.filter((line): line is StepLine => line.kind === 'step'));
  const epochs = latestOf(lines.filter((line): line is EpochLine => line.kind === 'epoch'));
  return { steps: columns(steps, epochs), epochs: epochs.map(figures) };
}

/** A resumed run writes steps again that were lost with the last checkpoint: the later line is the true one. */
function latestOf<L extends { step: number }>(lines: readonly L[]): L[] {
  const kept: L[] = [];
  for (const line of lines) {
    while (kept.length > 0 && kept[kept.length - 1].step >= line.step) kept.pop();
    kept.push(line);
  }
  return kept;
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
  return result;
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
