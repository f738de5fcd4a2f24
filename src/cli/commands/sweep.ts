// nlp-lab sweep: trains an experiment with other values of its keys, as its key "sweep" says, or goes on with a sweep.

import * as path from 'node:path';
import type { EngineContract, TrainProgress } from '../../protocol/engine';
import { LabError } from '../../protocol/labError';
import { metricText } from '../../protocol/metrics';
import type { Client } from '../../protocol/rpc';
import { seedOfRun, type SweepSummary, type TrialBegun, type TrialRun } from '../../protocol/sweep';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { invalidArgument } from '../failure';
import { RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine } from '../openEngine';
import type { Report } from '../report';
import type { Command } from '../shared/command';
import { namedExperiment, overridesOf, SET_OPTION } from '../shared/experimentFile';
import { findSweepFolder } from '../shared/findSweep';
import { sweepInSlurm } from '../shared/sweepInSlurm';
import { showSweepTable, shownValue } from '../shared/sweepTable';
import { MODEL_OPTIONS, modelFolders } from '../shared/tokenizerChoice';
import { WORKERS_OPTION, workersOf } from '../shared/workers';
import type { Surroundings } from '../surroundings';
import { formatSeconds } from '../table';

export const sweep: Command = {
  name: 'sweep',
  usage: [
    '<x.nlplab.json> [--workers 2] [--set sweep.budget.trials=50 ...] [--runs <folder>]',
    '--resume <sweep>',
    '<x.nlplab.json> --on slurm --workers 8 [--sbatch=--time=4:00:00 ...] [--detach]',
  ],
  positionals: ['<x.nlplab.json>'],
  optional: 1,
  options: {
    ...MODEL_OPTIONS,
    ...SET_OPTION,
    ...RUNS_OPTION,
    ...WORKERS_OPTION,
    resume: { value: '<sweep>', help: 'go on with this sweep, or show what came out of it' },
    on: {
      value: 'slurm',
      help: 'train on a Slurm cluster: --workers tasks of a job array, on folders that its nodes share',
    },
    sbatch: { value: '<option>', multiple: true, help: 'an option of sbatch, as --sbatch=--partition=long' },
    detach: { help: 'with --on: leave the job to itself once it is submitted' },
  },
  notes: [
    'The key "sweep" of the experiment says which keys have which values, how they are searched, and when it is enough. Every trial is a run.',
    'Ctrl+C stops between two steps; the sweep goes on with --resume, also after it was killed. Several processes may work on one sweep.',
    'With --on slurm, Ctrl+C cancels the job; a task that is preempted is queued again and goes on where its run was.',
    'With --json: events "sweep", "trial", "run" and "end", one a line.',
  ],

  async run(given, report, surroundings) {
    isOnSlurm(given); // before a sweep is begun
    const announce = (): void =>
      report.note('Stopping after this step. The sweep can be resumed. Ctrl+C again leaves at once.');
    try {
      return await withEngine(openEngine(surroundings, report), async (client) => {
        const folder = await begun(given, client, report, surroundings);
        if (folder === undefined) return 2;
        surroundings.stop.addEventListener('abort', announce, { once: true });
        const first = await client.call('sweep', { folder });
        report.record({ event: 'sweep', sweep: first.id, folder, trials: first.trials.length, planned: first.planned });
        report.line(`${report.style('bold', first.id)}: ${planOf(first)}`);
        tellGone(first, report);
        const around = { given, report, surroundings };
        const work = isOnSlurm(given) ? workInSlurm : workOn;
        const failure = first.isComplete ? undefined : await work(folder, first, around);
        const last = await lastLook(folder, { report, surroundings });
        conclude(last, report, surroundings);
        if (failure !== undefined && !isStop(failure)) throw failure;
        return 0;
      });
    } finally {
      surroundings.stop.removeEventListener('abort', announce);
      report.live('');
    }
  },
};

const isStop = (failure: unknown): boolean => failure instanceof LabError && failure.code === 'CANCELLED';

/** The folder of the sweep; undefined when the experiment has errors, which were shown then. */
async function begun(
  given: ParsedArguments,
  client: Client<EngineContract>,
  report: Report,
  surroundings: Surroundings,
): Promise<string | undefined> {
  const { cwd } = surroundings;
  const resume = given.text('resume');
  if (resume !== undefined) {
    if (overridesOf(given).length > 0)
      throw invalidArgument('--set does not go with --resume: a sweep keeps its experiment.');
    return findSweepFolder(resume, { client, cwd, runsFolder: runsFolderOf(given, cwd) });
  }
  if (given.positionals.length === 0)
    throw invalidArgument('Name an experiment file, or a sweep with --resume. Usage: nlp-lab sweep <x.nlplab.json>');
  const asked = await namedExperiment(given, client, report, surroundings);
  if (asked === 'wrong') return undefined;
  const { experimentText, experimentFile, baseFolder, runsFolder, overrides } = asked;
  return (await client.call('beginSweep', { experimentText, experimentFile, baseFolder, runsFolder, overrides }))
    .folder;
}

function planOf({ planned, seeds, metric, better, trials }: SweepSummary): string {
  const count = planned === undefined ? 'a grid of trials' : planned === 1 ? '1 trial' : `${planned} trials`;
  const each = seeds > 1 ? `, ${seeds} seeds each` : '';
  const from = trials.length > 0 ? `, ${trials.length} begun before` : '';
  return `${count}${each}, the ${better === 'less' ? 'least' : 'greatest'} ${metric} is the best${from}`;
}

const MOST_NAMED = 3;

/** Of runs that were deleted, moved or not copied along. */
function tellGone({ gone }: SweepSummary, report: Report): void {
  if (gone.length === 0) return;
  const named = gone.slice(0, MOST_NAMED).join(', ');
  const more = gone.length > MOST_NAMED ? ` and ${gone.length - MOST_NAMED} more` : '';
  report.note(
    `note: ${gone.length === 1 ? 'a run' : `${gone.length} runs`} of this sweep ${gone.length === 1 ? 'is' : 'are'} not there any more (${named}${more}). What was complete counts as it was; what was not begins anew.`,
  );
}

interface Around {
  given: ParsedArguments;
  report: Report;
  surroundings: Surroundings;
}

/** Fails with `INVALID_ARGUMENT` where what is asked for is not known, or means nothing. */
function isOnSlurm(given: ParsedArguments): boolean {
  const on = given.text('on');
  if (on !== undefined && on !== 'slurm') throw invalidArgument(`--on must be slurm, not "${on}".`);
  if (on === undefined && (given.flag('detach') || given.texts('sbatch').length > 0))
    throw invalidArgument('--detach and --sbatch go with --on slurm.');
  return on !== undefined;
}

/** As `workOn`, by tasks of a Slurm job. */
async function workInSlurm(_: string, sweep: SweepSummary, { given, report, surroundings }: Around): Promise<unknown> {
  const { workers } = workersOf(given);
  const { ended } = showTrials(report, sweep);
  const [options, isDetached] = [given.texts('sbatch'), given.flag('detach')];
  try {
    await sweepInSlurm({ ...{ sweep, workers, options, isDetached, report, surroundings, ended } });
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Trains until nothing is left to do; what made it end before, where something did. */
async function workOn(folder: string, first: SweepSummary, { given, report, surroundings }: Around): Promise<unknown> {
  const { workers, threads } = workersOf(given);
  const failing = new AbortController();
  const stop = AbortSignal.any([surroundings.stop, failing.signal]);
  const defaults = { threads, ...modelFolders(given, surroundings.cwd) };
  const shown = showTrials(report, first);
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    try {
      await withEngine(openEngine({ ...surroundings, stop }, report), async (client) => {
        for (;;) {
          const begun: { trial?: TrialBegun } = {};
          const onProgress = (told: TrainProgress | TrialBegun): void => shown.follow(told, begun);
          const reply = await client.call('trial', { folder, defaults }, { onProgress });
          if (reply.state === 'done') return;
          if (reply.state === 'wait') await pause(stop);
          else shown.ended(reply.ran, begun.trial?.values);
        }
      });
    } catch (error) {
      failures.push(error);
      failing.abort();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return failures.find((failure) => !isStop(failure)) ?? failures[0];
}

/** How often it is looked whether others have trained what a worker waits for. */
const LOOK_MS = 500;

async function pause(stop: AbortSignal): Promise<void> {
  if (stop.aborted) throw new LabError('CANCELLED', 'The sweep was stopped.');
  await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

function showTrials(report: Report, sweep: SweepSummary) {
  const { metric, better, trials, seeds } = sweep;
  let best = Math.max(
    ...trials.flatMap(({ value }) => (value === undefined ? [] : [better === 'less' ? -value : value])),
  );
  const bestText = (): string =>
    Number.isFinite(best) ? `  best ${metricText(metric, better === 'less' ? -best : best)}` : '';
  return {
    follow(told: TrainProgress | TrialBegun, begun: { trial?: TrialBegun }): void {
      if (told.kind === 'trial') {
        begun.trial = told;
        const { kind: event, ...what } = told;
        report.record({ event, ...what });
        if (told.gone !== undefined)
          report.note(`note: the run ${told.gone} of trial ${told.trial} is not there any more: it begins anew.`);
      }
      if (told.kind !== 'metric' || told.line.kind === 'event') return;
      const { epoch, step, time } = told.line;
      const loss = told.line.kind === 'step' ? `  loss ${told.line.loss.toFixed(4)}` : '';
      report.live(
        `trial ${begun.trial?.trial ?? ''}  epoch ${epoch}  step ${step}${loss}  ${formatSeconds(time)}${bestText()}`,
      );
    },
    ended(ran: TrialRun, tried: Record<string, string> = {}): void {
      const { trial, number, epochs, run, value, seconds, failure } = ran;
      if (!failure && seeds === 1) best = Math.max(best, better === 'less' ? -value : value);
      const seed = seedOfRun(sweep, number);
      const shown = failure ? undefined : value;
      report.record({ event: 'run', trial, number, seed, epochs, run, value: shown, seconds, failure });
      const set = Object.entries(tried).map(([key, json]) => `${key} ${shownValue(json)}`);
      const values = seeds > 1 ? [...set, `seed ${seed}`] : set;
      const came = failure ? report.style('red', failure.message) : `${metric} ${metricText(metric, value)}`;
      report.line(`trial ${trial}  ${came}  ${report.style('dim', `${values.join(', ')}  ${formatSeconds(seconds)}`)}`);
    },
  };
}

/** With an engine that nobody has stopped. */
const lastLook = (folder: string, { report, surroundings }: Omit<Around, 'given'>): Promise<SweepSummary> =>
  withEngine(openEngine({ ...surroundings, stop: new AbortController().signal }, report), (client) =>
    client.call('sweep', { folder }),
  );

function conclude(sweep: SweepSummary, report: Report, { cwd }: Surroundings): void {
  const { id, folder, trials, best, isComplete, metric } = sweep;
  const found = trials.find(({ trial }) => trial === best);
  const { value, values, runs = [] } = found ?? {};
  const said = { best, value, values, runs: runs.map(({ run }) => run) };
  report.record({ event: 'end', sweep: id, isComplete, trials: trials.length, ...(found && said) });
  if (!report.json && trials.length > 0) showSweepTable(report, sweep);
  if (found && value !== undefined)
    report.line(`${report.style('green', 'Best')}: trial ${found.trial}, ${metric} ${metricText(metric, value)}`);
  if (!isComplete) report.note(`Go on with it: nlp-lab sweep --resume ${path.relative(cwd, folder)}`);
}
