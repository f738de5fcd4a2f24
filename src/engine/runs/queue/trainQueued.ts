// The next of what waits, from taking it to what the queue says of it at the end. Any number of threads, processes and windows may do this
// with one queue at the same time; whichever of them is killed, what it trained is found again and gone on with.

import path from 'node:path';
import type { TrainProgress, TrainReply, TrainRequest } from '../../../protocol/engine';
import { LabError, type LabErrorData } from '../../../protocol/labError';
import type { QueuedBegun, QueuedEnd, QueueReply } from '../../../protocol/queue';
import type { RunRecord } from '../../../protocol/run';
import type { TrialBegun } from '../../../protocol/sweep';
import type { Files } from '../../store/files';
import { guardedFiles } from '../../store/guardedFiles';
import type { Lease } from '../../store/lease';
import { summarizeRun } from '../../store/runFolder';
import { findBegun, resumableRun } from '../findBegun';
import { sweepFolderOf } from '../sweep/sweepFolder';
import { trainTrial } from '../sweep/trainTrial';
import { trainRun, type TrainRunContext } from '../trainRun';
import { retried, withChanged } from './queueChanges';
import { changeQueue, type Asked, type AskedAgain, type StoredItem } from './queueFile';
import { stopWhenAsked } from './stopWhenAsked';
import { takeItem, type TakenItem } from './takeItem';

export interface QueueContext extends Omit<TrainRunContext, 'tell'> {
  tell: (progress: TrainProgress | TrialBegun | QueuedBegun) => void;
}

interface QueueWork {
  runsFolder: string;
  defaults?: TrainRequest['defaults'];
}

const MOST_MESSAGE = 9_000;

/**
 * Trains one of them, where there is one to train. What fails is told, and stays in the queue with its reason. Fails as `takeItem`, as
 * reading and changing the queue do, and with `CANCELLED` where the call was stopped: then what was begun is gone on with by the next call.
 */
export async function trainQueued(
  { id, ...work }: QueueWork & { id?: string },
  context: QueueContext,
): Promise<QueueReply> {
  const { files } = context;
  if (id !== undefined) await letBegin(files, work.runsFolder, id);
  for (const without = new Set<string>(); ;) {
    const taken = await takeItem(files, work.runsFolder, { id, without });
    if (typeof taken === 'string') return { state: taken };
    const { item } = taken;
    context.tell({ kind: 'item', id: item.id, name: item.name, experimentFile: fileOf(item.asked) });
    const came = await (taken.lease ? trainTaken(taken, taken.lease, work, context) : trainSweep(item, work, context));
    if (typeof came !== 'string') return { state: 'ran', ...came };
    if (id !== undefined) return { state: came };
    if (came === 'wait') without.add(item.id);
  }
}

const fileOf = (asked: Asked): string | undefined => (asked.kind === 'resume' ? undefined : asked.experimentFile);

/** What is begun out of turn waits no more for anyone, and a queue that stops whatever trains would stop it. */
const letBegin = (files: Files, runsFolder: string, id: string): Promise<unknown> =>
  changeQueue(files, runsFolder, (queue) => ({
    ...withChanged(queue, id, retried),
    state: queue.state === 'stopped' ? 'paused' : queue.state,
  }));

async function trainTaken(
  { item }: TakenItem,
  lease: Lease,
  { runsFolder, defaults }: QueueWork,
  context: QueueContext,
): Promise<QueuedEnd> {
  const guarded = guardedFiles(context.files, () => lease.require());
  const stop = stopWhenAsked(context.files, runsFolder, item.id);
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const { id, name } = item;
  let noted: Promise<unknown> = Promise.resolve();
  const note = (run: string): void => {
    const changing = changeQueue(guarded, runsFolder, (queue) => withChanged(queue, id, (now) => ({ ...now, run })));
    noted = changing.catch(() => undefined); // it is found by its record
  };
  try {
    const reply = await trained(
      item,
      { runsFolder, defaults },
      {
        ...{ files: guarded, signal, log: context.log, now: context.now },
        tell(told) {
          if (told.kind === 'start' && item.asked.kind === 'train') note(path.basename(told.folder));
          context.tell(told);
        },
      },
    );
    await noted;
    const { folder, record } = reply;
    const { status, seconds, metrics, failure } = record;
    if (status === 'completed') await settle(guarded, runsFolder, id, () => undefined);
    if (failure && status === 'failed') await settle(guarded, runsFolder, id, failedFor(failure));
    if (status === 'stopped' && context.signal.aborted) throw new LabError('CANCELLED', 'The training was stopped.');
    const end = {
      id,
      name,
      folder,
      status,
      seconds,
      metrics,
      ...(record.again !== undefined && { again: record.again }),
    };
    return { ...end, failure: status === 'failed' ? failure : undefined };
  } catch (error) {
    await noted;
    return await failedOrStopped(error, { item, files: guarded, runsFolder, isStopped: stop.signal.aborted });
  } finally {
    stop.end();
    lease.release();
  }
}

/** Trains the run, or goes on with the one that was begun; one that is complete is left as it is. */
async function trained(
  { id, name, asked, run }: StoredItem,
  { runsFolder, defaults }: QueueWork,
  context: TrainRunContext,
): Promise<TrainReply> {
  const { files, signal } = context;
  if (asked.kind === 'resume') {
    const folder = path.join(runsFolder, path.basename(asked.run));
    const { record } = summarizeRun(files, folder);
    if (record.status === 'completed') return { folder, record };
    return trainRun({ experimentText: '', baseFolder: '', runsFolder, resume: folder, defaults }, context);
  }
  if (asked.kind === 'sweep') throw new Error('A sweep is trained run by run.');
  const isBegun = (record: RunRecord): boolean => record.queued === id && record.status !== 'failed';
  const folder = findBegun(files, runsFolder, { run, name, isIt: isBegun });
  const known = folder === undefined || isOver(files, folder) ? undefined : await resumableRun(files, folder, signal);
  if (known?.record.status === 'completed') return known;
  const { experimentText, experimentFile, baseFolder, overrides, again } = asked;
  const request = { experimentText, experimentFile, baseFolder, runsFolder, overrides, queued: id, defaults };
  return trainRun({ ...request, ...asItWas(again, { runsFolder, defaults }), resume: known?.folder }, context);
}

/** A run that is done once more is computed on what it was computed on, whatever the machine has set now. */
function asItWas(
  again: AskedAgain | undefined,
  { runsFolder, defaults }: QueueWork,
): Pick<TrainRequest, 'again' | 'defaults'> {
  if (!again) return {};
  const { run, ...machine } = again;
  return { again: path.join(runsFolder, path.basename(run)), defaults: { ...defaults, ...machine } };
}

/** A run that failed and cannot be gone on with stays as it is for whoever wants to know why; it is trained anew. */
function isOver(files: Files, folder: string): boolean {
  const { record, resumable } = summarizeRun(files, folder);
  return record.status === 'failed' && !resumable;
}

/** One run of it. */
async function trainSweep(
  { id, name, asked }: StoredItem,
  { runsFolder, defaults }: QueueWork,
  context: QueueContext,
): Promise<QueuedEnd | 'wait' | 'done'> {
  if (asked.kind !== 'sweep') throw new Error('What is no sweep is trained under a lease.');
  const { files } = context;
  const stop = stopWhenAsked(files, runsFolder, id);
  let begun: string | undefined;
  const tell: QueueContext['tell'] = (told) => {
    if (told.kind === 'start') begun = told.folder;
    context.tell(told);
  };
  try {
    const folder = sweepFolderOf(runsFolder, path.basename(asked.sweep));
    const signal = AbortSignal.any([context.signal, stop.signal]);
    const reply = await trainTrial({ folder, defaults }, { ...context, signal, tell });
    if (reply.state === 'done') await settle(files, runsFolder, id, () => undefined);
    if (reply.state !== 'ran') return reply.state;
    const { seconds, run, failure } = reply.ran;
    const status = failure ? 'failed' : 'completed';
    return {
      id,
      name,
      folder: run ? path.join(runsFolder, run) : begun,
      status,
      seconds,
      metrics: {},
      trial: reply.ran,
    };
  } catch (error) {
    const isStopped = stop.signal.aborted;
    return { ...(await failedOrStopped(error, { item: { id, name }, files, runsFolder, isStopped })), folder: begun };
  } finally {
    stop.end();
  }
}

interface Ending {
  item: Pick<StoredItem, 'id' | 'name'>;
  files: Files;
  runsFolder: string;
  /** By somebody who changed the queue. */
  isStopped: boolean;
}

/** What ended without an answer: by a stop, or for a reason that is kept. */
async function failedOrStopped(error: unknown, { item, files, runsFolder, isStopped }: Ending): Promise<QueuedEnd> {
  const failure = LabError.toData(error);
  const { id, name } = item;
  const end = { id, name, seconds: 0, metrics: {} };
  if (failure.code === 'CANCELLED' && isStopped) return { ...end, status: 'stopped' };
  if (failure.code === 'CANCELLED' || failure.code === 'CLOSED') throw error;
  await settle(files, runsFolder, id, failedFor(failure));
  return { ...end, status: 'failed', failure };
}

const failedFor =
  ({ code, message }: LabErrorData) =>
  (item: StoredItem): StoredItem => ({
    ...item,
    status: 'failed',
    failure: { code, message: message.slice(0, MOST_MESSAGE) },
  });

/** @param change undefined takes it out */
const settle = (
  files: Files,
  runsFolder: string,
  id: string,
  change: (item: StoredItem) => StoredItem | undefined,
): Promise<unknown> => changeQueue(files, runsFolder, (queue) => withChanged(queue, id, change));
