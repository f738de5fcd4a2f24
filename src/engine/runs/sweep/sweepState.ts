// Where a sweep is, from the lines of its log alone: its trials as a search sees them, and the runs that are still to be trained.

import type { SweepLine, TrialRun } from '../../../protocol/sweep';
import type { KnownTrial } from '../../sweep/searcher';
import type { TrialValues } from '../../sweep/space';

export interface TrialState extends KnownTrial {
  /** The latest of each of its runs. */
  readonly runs: readonly TrialRun[];
  readonly hasFailed: boolean;
}

/** A run that is to be trained, or trained on. */
export interface Job {
  readonly trial: number;
  readonly number: number;
  /** From 0: what is added to the seed of the first run of the trial. */
  readonly seedOffset: number;
  readonly epochs: number;
  readonly values: TrialValues;
  /** The id of the run, where it was begun for fewer epochs. */
  readonly run?: string;
}

export interface Comparing {
  seeds: number;
  better: 'less' | 'greater';
}

/** In the order in which they were begun. */
export function trialsOf(lines: readonly SweepLine[], { seeds, better }: Comparing): TrialState[] {
  const sign = better === 'less' ? 1 : -1;
  const byTrial = new Map<number, { values: TrialValues; asked: number[]; told: TrialRun[] }>();
  for (const line of lines) {
    const known = byTrial.get(line.trial);
    if (line.kind === 'trial')
      byTrial.set(line.trial, { values: JSON.parse(line.values) as TrialValues, asked: [line.epochs], told: [] });
    else if (line.kind === 'more') known?.asked.push(line.epochs);
    else known?.told.push(line);
  }
  return [...byTrial].map(([trial, { values, asked, told }]) => {
    const latest = [...new Map(told.map((run) => [run.number, run])).values()];
    const hasFailed = latest.some(({ failure }) => failure);
    const results = asked.flatMap((epochs) => {
      if (hasFailed) return [{ epochs, score: Number.POSITIVE_INFINITY }];
      const there = latest.flatMap(
        ({ number }) => told.find((run) => run.number === number && reaches(run, epochs)) ?? [],
      );
      const mean = there.reduce((sum, { value }) => sum + value, 0) / seeds;
      return there.length === seeds ? [{ epochs, score: sign * mean }] : [];
    });
    const isOver = hasFailed || (latest.length === seeds && latest.every((run) => run.isOver));
    return { ...{ trial, values, results, isOver, hasFailed }, epochs: asked[asked.length - 1], runs: latest };
  });
}

const reaches = ({ epochs, isOver }: TrialRun, asked: number): boolean => isOver || epochs >= asked;

/** Those of the earliest trials first. */
export function openJobs(trials: readonly TrialState[], seeds: number): Job[] {
  return trials
    .filter(({ hasFailed }) => !hasFailed)
    .flatMap(({ trial, values, epochs, runs }) =>
      Array.from({ length: seeds }, (_, seedOffset): Job => {
        const number = (trial - 1) * seeds + seedOffset + 1;
        return {
          ...{ trial, number, seedOffset, epochs, values },
          run: runs.find((run) => run.number === number)?.run,
        };
      }).filter(({ number }) => !runs.some((run) => run.number === number && reaches(run, epochs))),
    );
}

/** Of training, of all runs. */
export const secondsOf = (trials: readonly TrialState[]): number =>
  trials.flatMap(({ runs }) => runs).reduce((sum, { seconds }) => sum + seconds, 0);

/** The best among those that were trained the longest. */
export function bestOf(trials: readonly TrialState[]): TrialState | undefined {
  const last = (trial: TrialState) => trial.results.at(-1);
  const judged = trials.filter((trial) => Number.isFinite(last(trial)?.score ?? Number.NaN));
  const reached = (trial: TrialState): number => (trial.isOver ? Number.MAX_SAFE_INTEGER : (last(trial)?.epochs ?? 0));
  const longest = Math.max(...judged.map(reached));
  const whole = judged.filter((trial) => reached(trial) === longest);
  return whole.reduce<TrialState | undefined>(
    (best, trial) => (!best || (last(trial)?.score ?? 0) < (last(best)?.score ?? 0) ? trial : best),
    undefined,
  );
}
