// nlp-lab train: makes a run from an experiment file, or goes on with one, and tells how it goes.

import * as path from 'node:path';
import type { EngineContract, TrainProgress, TrainRequest } from '../../protocol/engine';
import { LabError, type LabErrorData } from '../../protocol/labError';
import type { MetricLine, Metrics, RunRecord } from '../../protocol/run';
import type { Client } from '../../protocol/rpc';
import type { ParsedArguments } from '../arguments';
import { withEngine } from '../engineThread';
import { describeFailure, exitCodeOf, invalidArgument } from '../failure';
import { findRunFolder, RUNS_OPTION, runsFolderOf } from '../findRun';
import { openEngine, showProgress } from '../openEngine';
import type { Report } from '../report';
import type { Surroundings } from '../surroundings';
import { formatCount, formatMetrics, formatSeconds } from '../table';
import type { Command } from '../shared/command';
import { namedExperiment, overridesOf, SET_OPTION } from '../shared/experimentFile';
import { tellEstimate } from '../shared/tellEstimate';
import { showTelling } from '../shared/reportFigures';
import { requestAgain, tellSameness } from '../shared/trainAgain';
import { MODEL_OPTIONS } from '../shared/tokenizerChoice';

export const train: Command = {
  name: 'train',
  usage: [
    '<x.nlplab.json> [--set training.epochs=3 ...] [--runs <folder>]',
    '--resume <run> [--runs <folder>]',
    '--again <run>',
    '<x.nlplab.json> --estimate',
  ],
  positionals: ['<x.nlplab.json>'],
  optional: 1,
  options: {
    ...MODEL_OPTIONS,
    ...SET_OPTION,
    ...RUNS_OPTION,
    resume: { value: '<run>', help: 'go on with this run from its last checkpoint' },
    estimate: { help: 'read the data, measure some steps, and say what the training would be; train nothing' },
    again: { value: '<run>', help: 'train this run once more, exactly: what is not as it was is told before' },
  },
  notes: [
    'Ctrl+C stops between two steps and keeps a checkpoint, so that the run can be resumed; pressed again it leaves at once.',
    'With --json: events "start", "step", "epoch" and "end", one a line.',
  ],

  async run(given, report, surroundings) {
    if (given.flag('estimate')) return tellEstimate(given, report, surroundings);
    const progress = followTraining(report);
    const engine = openEngine(surroundings, report);
    const announce = (): void =>
      report.note('Stopping after this step. The run can be resumed. Ctrl+C again leaves at once.');
    surroundings.stop.addEventListener('abort', announce, { once: true });
    try {
      return await withEngine(engine, async (client) => {
        const request = await prepare(given, client, report, surroundings);
        if (request === 'wrong') return 2;
        const { again } = request;
        const { record, folder } = await client.call('train', request, { onProgress: progress.follow });
        progress.finish(record);
        if (record.status === 'completed') {
          const { report: judged } = await client.call('report', { folder, evaluation: '' });
          if (judged) showTelling(report, judged);
          if (again !== undefined) await tellSameness([again, folder], client, report);
        }
        return concludeRun(record, folder, report, surroundings);
      });
    } catch (error) {
      const failure = LabError.toData(error);
      if (!progress.started()) throw error;
      if (failure.code === 'CANCELLED') {
        progress.finishWith('stopped');
        return 0;
      }
      progress.finishWith('failed', failure);
      throw error;
    } finally {
      surroundings.stop.removeEventListener('abort', announce);
      report.live('');
    }
  },
};

function concludeRun(record: RunRecord, folder: string, report: Report, surroundings: Surroundings): 0 | 1 | 2 {
  for (const notice of record.notices) report.note(`note: ${notice}`);
  report.line(folder);
  if (record.status === 'stopped')
    report.note(`Go on with it: nlp-lab train --resume ${path.relative(surroundings.cwd, folder)}`);
  if (record.status !== 'failed') return 0;
  const failure = record.failure ?? { code: 'INTERNAL', message: 'The training failed without a reason given.' };
  report.note(`nlp-lab train: ${describeFailure(failure, surroundings.cwd)}`);
  return exitCodeOf(failure.code);
}

/** What to ask of the engine; 'wrong' when the experiment has errors, which were shown then. */
async function prepare(
  given: ParsedArguments,
  client: Client<EngineContract>,
  report: Report,
  surroundings: Surroundings,
): Promise<TrainRequest | 'wrong'> {
  const { cwd } = surroundings;
  const runsFolder = runsFolderOf(given, cwd);
  const overrides = overridesOf(given);
  const resume = given.text('resume');
  if (resume !== undefined) {
    if (overrides.length > 0) throw invalidArgument('--set does not go with --resume: a run keeps its experiment.');
    if (given.positionals.length > 0)
      report.note('The experiment file is not read: a run that is resumed keeps its own.');
    const folder = await findRunFolder(resume, { client, cwd, runsFolder });
    return { experimentText: '', baseFolder: folder, runsFolder, resume: folder };
  }
  const again = given.text('again');
  if (again !== undefined) {
    if (overrides.length > 0 || given.positionals.length > 0)
      throw invalidArgument('--again goes with no experiment file and no --set: the run is trained as it was.');
    const folder = await findRunFolder(again, { client, cwd, runsFolder });
    return { ...(await requestAgain(folder, client, report)), runsFolder };
  }
  if (given.positionals.length === 0)
    throw invalidArgument('Name an experiment file, or a run with --resume. Usage: nlp-lab train <x.nlplab.json>');
  return namedExperiment(given, client, report, surroundings);
}

interface TrainingProgress {
  follow(told: TrainProgress): void;
  started(): boolean;
  /** Shows the `end`, from the engine's final answer. */
  finish(record: RunRecord): void;
  /** The same where no answer came. */
  finishWith(status: RunRecord['status'], failure?: LabErrorData): void;
}

/** Turns what the training tells into JSON events and words; keeps just enough to end with an `end` exactly once. */
function followTraining(report: Report): TrainingProgress {
  let started: RunRecord | undefined;
  let ended = false;
  let latest: { metrics: Metrics; time: number } = { metrics: {}, time: 0 };

  const end = (status: RunRecord['status'], metrics: Metrics, seconds: number, failure?: LabErrorData): void => {
    if (ended) return;
    ended = true;
    report.record({ event: 'end', run: started?.id, status, metrics, seconds, ...(failure ? { failure } : {}) });
    const word = {
      completed: 'Completed',
      stopped: 'Stopped',
      failed: 'Failed',
      running: 'Running',
      interrupted: 'Interrupted',
    }[status];
    const colour = status === 'completed' ? 'green' : status === 'failed' ? 'red' : 'yellow';
    report.line(`${report.style(colour, word)} after ${formatSeconds(seconds)}  ${formatMetrics(metrics)}`.trimEnd());
  };

  const begin = (folder: string, record: RunRecord): void => {
    started = record;
    const { id, parameters, device, threads, modelType, epochs, step } = record;
    report.record({ event: 'start', run: id, folder, parameters, device, threads, epochs, resumedAtStep: step });
    const from = step > 0 ? `, resumed after step ${formatCount(step)}` : '';
    report.line(
      `${report.style('bold', id)}: ${modelType}, ${formatCount(parameters)} parameters, ${device} with ${threads} ${threads === 1 ? 'thread' : 'threads'}${from}`,
    );
  };

  return {
    started: () => started !== undefined,
    finish: (record) => end(record.status, record.metrics, record.seconds, record.failure),
    finishWith: (status, failure) => end(status, latest.metrics, latest.time, failure),
    follow(told) {
      if (told.kind === 'start') begin(told.folder, told.record);
      else if (told.kind === 'phase') showProgress(report, told);
      else {
        const { line } = told;
        latest = { metrics: line.kind === 'epoch' ? line.metrics : latest.metrics, time: line.time };
        showMetric(line, report, { epochs: started?.epochs ?? 0, steps: started?.steps });
      }
    },
  };
}

function showMetric(line: MetricLine, report: Report, { epochs, steps }: Pick<RunRecord, 'epochs' | 'steps'>): void {
  switch (line.kind) {
    case 'step': {
      const { kind: event, ...figures } = line;
      report.record({ event, ...figures });
      report.live(
        `epoch ${line.epoch}/${epochs}  step ${formatCount(line.step)}${steps === undefined ? '' : `/${formatCount(steps)}`}  loss ${line.loss.toFixed(4)}  ` +
          `learning rate ${Number(line.learningRate.toPrecision(3))}  ${formatSeconds(line.time)}${leftOf(line, steps)}`,
      );
      return;
    }
    case 'epoch': {
      const { kind: event, ...figures } = line;
      report.record({ event, ...figures });
      report.line(
        `epoch ${line.epoch}/${epochs}  ${formatMetrics(line.metrics)}  ${report.style('dim', formatSeconds(line.time))}`,
      );
      return;
    }
    case 'event':
      return;
  }
}

/** How long it goes on at most: patience may end it before. */
const leftOf = ({ step, time }: MetricLine, steps: number | undefined): string =>
  steps === undefined || step === 0 ? '' : `, at most ${formatSeconds((time / step) * (steps - step))} left`;
