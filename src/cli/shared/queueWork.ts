// Workers on the queue: each trains the next of what waits until nothing is left that may be begun.

import * as fs from 'node:fs';
import * as path from 'node:path';
import type { MachineDefaults } from '../../protocol/machineDefaults';
import { LabError } from '../../protocol/labError';
import type { EngineContract, TrainProgress } from '../../protocol/engine';
import type { QueuedBegun, QueuedEnd, QueueReply } from '../../protocol/queue';
import type { Client } from '../../protocol/rpc';
import type { TrialBegun } from '../../protocol/sweep';
import { withEngine } from '../engineThread';
import { openEngine, showProgress } from '../openEngine';
import type { Report } from '../report';
import type { ExitCode, Surroundings } from '../surroundings';
import { formatMetrics, formatSeconds } from '../table';
import { recordQueue, showQueue } from './queueTable';
import { tellSameness } from './trainAgain';

export interface QueueWork {
  runsFolder: string;
  workers: number;
  defaults: MachineDefaults;
  /** It waits for what is added later. */
  staysOpen: boolean;
  report: Report;
  surroundings: Surroundings;
}

/** How often it is looked whether something can be begun. */
const LOOK_MS = 500;

/** 1 where something failed. Fails as the calls do; Ctrl+C is no failure. */
export async function workOnQueue(work: QueueWork): Promise<ExitCode> {
  const { report, surroundings, workers } = work;
  const failing = new AbortController();
  const stop = AbortSignal.any([surroundings.stop, failing.signal]);
  const announce = (): void =>
    report.note('Stopping after this step. "nlp-lab queue start" goes on. Ctrl+C again leaves at once.');
  surroundings.stop.addEventListener('abort', announce, { once: true });
  const shown = showTrainings(report);
  const failures: unknown[] = [];
  let busy = 0;
  const trainNext = async (client: Client<EngineContract>): Promise<QueueReply['state']> => {
    busy++;
    const begun: Begun = {};
    try {
      const { runsFolder, defaults } = work;
      const onProgress = (told: Told): void => shown.follow(told, begun);
      const reply = await client.call('trainQueued', { runsFolder, defaults }, { onProgress });
      if (reply.state === 'ran') {
        shown.ended(reply);
        await tellOfBefore(reply, client, report);
      }
      return reply.state;
    } finally {
      busy--;
    }
  };
  const worker = async (): Promise<void> => {
    try {
      await withEngine(openEngine({ ...surroundings, stop }, report), async (client) => {
        for (;;) {
          const state = await trainNext(client);
          if (state === 'ran') continue;
          if (state !== 'wait' && busy === 0 && !work.staysOpen) return; // what others train here may yet be stopped, and wait again
          await pause(stop);
        }
      });
    } catch (error) {
      failures.push(error);
      failing.abort();
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, worker));
  } finally {
    surroundings.stop.removeEventListener('abort', announce);
    report.live('');
  }
  await conclude(work);
  const failure = failures.find((error) => !(error instanceof LabError && error.code === 'CANCELLED'));
  if (failure !== undefined) throw failure;
  return shown.hasFailed() ? 1 : 0;
}

/** Of a run that is done once more: whether the same bits came out, where the one before is still there. Where it cannot be read the queue goes on. */
async function tellOfBefore(
  { again, folder, status }: QueuedEnd,
  client: Client<EngineContract>,
  report: Report,
): Promise<void> {
  if (again === undefined || folder === undefined || status !== 'completed') return;
  const before = path.join(path.dirname(folder), again);
  if (!fs.existsSync(before)) return;
  await tellSameness([before, folder], client, report).catch((error: unknown) => {
    const { code, message } = LabError.toData(error);
    if (code === 'CANCELLED' || code === 'CLOSED') throw error;
    report.note(`note: ${message}`);
  });
}

async function pause(stop: AbortSignal): Promise<void> {
  if (stop.aborted) throw new LabError('CANCELLED', 'The queue was left.');
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, LOOK_MS);
    stop.addEventListener('abort', end);
  });
}

/** What is left, by an engine that nobody has stopped. */
async function conclude({ runsFolder, report, surroundings }: QueueWork): Promise<void> {
  const left = await withEngine(openEngine({ ...surroundings, stop: new AbortController().signal }, report), (client) =>
    client.call('queue', { runsFolder }),
  );
  recordQueue(report, left);
  if (!report.json && (left.items.length > 0 || left.state !== 'open')) showQueue(report, left);
}

type Told = TrainProgress | TrialBegun | QueuedBegun;

interface Begun {
  name?: string;
}

function showTrainings(report: Report) {
  let failed = false;
  return {
    hasFailed: () => failed,
    follow(told: Told, begun: Begun): void {
      if (told.kind === 'item') {
        begun.name = told.name;
        report.record({ event: 'item', id: told.id, name: told.name });
      } else if (told.kind === 'trial') {
        const { kind: event, ...what } = told;
        report.record({ event, name: begun.name, ...what });
      } else if (told.kind === 'phase') showProgress(report, { ...told, phase: `${begun.name ?? ''}  ${told.phase}` });
      else if (told.kind === 'metric' && told.line.kind !== 'event') {
        const { epoch, step, time } = told.line;
        const loss = told.line.kind === 'step' ? `  loss ${told.line.loss.toFixed(4)}` : '';
        report.live(`${begun.name ?? ''}  epoch ${epoch}  step ${step}${loss}  ${formatSeconds(time)}`);
      }
    },
    ended({ id, name, folder, status, seconds, metrics, failure, trial }: QueuedEnd): void {
      failed ||= failure !== undefined;
      report.record({ event: 'end', id, name, folder, status, seconds, metrics, trial: trial?.trial, failure });
      const colour = status === 'completed' ? 'green' : status === 'failed' ? 'red' : 'yellow';
      const which = trial ? ` trial ${trial.trial}` : '';
      const reason = failure ?? trial?.failure;
      const came = reason ? reason.message : `after ${formatSeconds(seconds)}  ${formatMetrics(metrics)}`;
      report.line(`${report.style('bold', name)}${which}  ${report.style(colour, status)}  ${came}`.trimEnd());
    },
  };
}
