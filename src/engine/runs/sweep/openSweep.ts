// A sweep as it is in its folder: what was asked for, and how far it is.

import path from 'node:path';
import { METRICS, metricName } from '../../../protocol/metrics';
import type { SweepSummary, TrialSummary } from '../../../protocol/sweep';
import { safeParse } from '../../schema/safeParse';
import type { Files } from '../../store/files';
import { latestResult } from '../../sweep/searcher';
import { sweepSchema } from '../../sweep/sweepSchema';
import { baseReader } from '../../tasks/base/findBase';
import { planSweep, type SweepPlan } from '../../tasks/checkSweep';
import { resolveExperiment } from '../../tasks/parseExperiment';
import { readHeader, readTrials, type SweepHeader } from './sweepFolder';
import { bestOf, openJobs, secondsOf, trialsOf, type TrialState } from './sweepState';
import { LabError } from '../../../protocol/labError';

export interface OpenSweep {
  readonly folder: string;
  readonly id: string;
  readonly header: SweepHeader;
  readonly plan: SweepPlan;
  readonly runsFolder: string;
  readonly better: 'less' | 'greater';
  /** Of a whole training. */
  readonly epochs: number;
  /** As its log is now. */
  readonly trials: () => TrialState[];
}

/** Fails as `readHeader` and `readTrials`, and with `INVALID_EXPERIMENT` where this version no longer takes what was asked for. */
export function openSweep(files: Files, folder: string): OpenSweep {
  const header = readHeader(files, folder);
  const runsFolder = path.resolve(folder, header.runsFolder);
  const { baseFolder, experimentFile: file } = header;
  const base = baseReader({ files, baseFolder, runsFolder });
  const experiment = resolveExperiment(JSON.stringify(header.experiment), { file, base });
  const options = safeParse(sweepSchema, header.sweep);
  if (!options.success)
    throw new LabError('INVALID_FILE', `"${folder}" is damaged: its sweep is none.`, { file: folder });
  const plan = planSweep(options.data, experiment);
  const name = metricName(plan.metric);
  const better = name === undefined ? 'less' : METRICS[name].better;
  const id = path.basename(folder);
  const trials = (): TrialState[] => trialsOf(readTrials(files, folder), { seeds: plan.seeds, better });
  return { ...{ folder, id, header, plan, runsFolder, better, trials }, epochs: plan.epochs };
}

/** Whether there is nothing left to do. */
const isComplete = ({ plan }: OpenSweep, trials: readonly TrialState[]): boolean =>
  openJobs(trials, plan.seeds).length === 0 &&
  (secondsOf(trials) >= plan.seconds || plan.search(trials).kind === 'done');

export function summarizeSweep(files: Files, sweep: OpenSweep): SweepSummary {
  const { folder, id, header, plan, better, epochs } = sweep;
  const trials = sweep.trials();
  return {
    ...{ folder, id, name: header.name, createdAt: header.createdAt },
    ...{ metric: plan.metric, better, seeds: plan.seeds, seed: plan.seed, epochs, planned: plan.planned },
    trials: trials.map((trial) => summarizeTrial(trial, sweep)),
    best: bestOf(trials)?.trial,
    isComplete: isComplete(sweep, trials),
    gone: goneRuns(files, sweep.runsFolder, trials),
  };
}

/** Runs that were told of and are no longer where runs are. */
function goneRuns(files: Files, runsFolder: string, trials: readonly TrialState[]): string[] {
  const told = trials.flatMap(({ runs }) => runs.map(({ run }) => run)).filter((run) => run !== '');
  if (told.length === 0) return [];
  const there = new Set(files.stat(runsFolder)?.kind === 'folder' ? files.list(runsFolder) : []);
  return told.filter((run) => !there.has(run));
}

function summarizeTrial(trial: TrialState, { better, epochs: whole }: OpenSweep): TrialSummary {
  const { values, epochs, hasFailed, isOver, runs } = trial;
  const written = Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)]);
  const last = trial.results.at(-1);
  const isIdle = latestResult(trial) !== undefined;
  const status = hasFailed ? 'failed' : !isIdle ? 'running' : isOver || epochs >= whole ? 'completed' : 'paused';
  return {
    ...{ trial: trial.trial, values: Object.fromEntries(written) as Record<string, string>, epochs, status },
    ...(last && Number.isFinite(last.score) ? { value: better === 'less' ? last.score : -last.score } : {}),
    runs: [...runs],
  };
}
