// Learning rates over time. A schedule is a function of the step, except `reduce-on-plateau`, which listens to a figure
// and therefore has a state that checkpoints keep.

import type { ScheduleOptions } from '../schema/schedule';

/** What a schedule remembers; plain data. */
export interface ScheduleState {
  factor: number;
  best: number | null;
  waited: number;
}

export interface Schedule {
  /**
   * The learning rate of one update.
   * @param step the update, the first is 0
   * @param epoch the epoch it belongs to, the first is 0
   */
  rate(step: number, epoch: number): number;
  /** Hears the figure that is watched, after each epoch. */
  report(figure: number): void;
  state(): ScheduleState;
  restore(state: ScheduleState): void;
}

export interface ScheduleContext {
  learningRate: number;
  /** Updates in the whole run, for schedules that end with it. */
  totalSteps: number;
  /** Whether a smaller or a greater figure is better. */
  better: 'less' | 'greater';
}

export function createSchedule(options: ScheduleOptions, context: ScheduleContext): Schedule {
  let state: ScheduleState = { factor: 1, best: null, waited: 0 };
  const rateOf = rateFunction(options, context);
  return {
    rate: (step, epoch) => rateOf(step, epoch, state.factor),
    report(figure) {
      if (options.type === 'reduce-on-plateau') state = afterReport(state, figure, options, context);
    },
    state: () => ({ ...state }),
    restore(saved) {
      state = { ...saved };
    },
  };
}

function rateFunction(
  options: ScheduleOptions,
  { learningRate, totalSteps }: ScheduleContext,
): (step: number, epoch: number, factor: number) => number {
  switch (options.type) {
    case 'constant':
      return () => learningRate;
    case 'step':
      return (step, epoch) =>
        learningRate * options.factor ** Math.floor((options.unit === 'epoch' ? epoch : step) / options.every);
    // Linear warm-up, then half a cosine (Loshchilov and Hutter 2017).
    case 'cosine': {
      const { warmupSteps, finalFactor } = options;
      const low = learningRate * finalFactor;
      const length = Math.max(1, totalSteps - warmupSteps);
      return (step) =>
        step < warmupSteps
          ? (learningRate * (step + 1)) / warmupSteps
          : low +
            ((learningRate - low) * (1 + Math.cos((Math.PI * Math.min(step - warmupSteps, length)) / length))) / 2;
    }
    // Vaswani et al. 2017, scaled so that the peak is the learning rate.
    case 'inverse-square-root': {
      const warmup = Math.max(1, options.warmupSteps);
      return (step) => learningRate * Math.min((step + 1) / warmup, Math.sqrt(warmup / (step + 1)));
    }
    case 'reduce-on-plateau':
      return (_step, _epoch, factor) => Math.max(learningRate * factor, options.minLearningRate);
  }
}

/** torch.optim.lr_scheduler.ReduceLROnPlateau without threshold and cooldown. */
function afterReport(
  { factor, best, waited }: ScheduleState,
  figure: number,
  options: Extract<ScheduleOptions, { type: 'reduce-on-plateau' }>,
  { learningRate, better }: ScheduleContext,
): ScheduleState {
  const improved = best === null || (better === 'less' ? figure < best : figure > best);
  if (improved) return { factor, best: figure, waited: 0 };
  if (waited < options.patience) return { factor, best, waited: waited + 1 };
  return { factor: Math.max(factor * options.factor, options.minLearningRate / learningRate), best, waited: 0 };
}
