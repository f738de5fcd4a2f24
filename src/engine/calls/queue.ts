// The calls about the queue: what waits, adding to it, changing it, and training its next.

import path from 'node:path';
import { LabError } from '../../protocol/labError';
import { runName } from '../../protocol/run';
import type { QueuedItem, QueueRequest, QueueSummary } from '../../protocol/queue';
import { changed, runOf, withItem } from '../runs/queue/queueChanges';
import {
  changeQueue as changeStored,
  readQueue,
  type Asked,
  type AskedAgain,
  type StoredItem,
  type StoredQueue,
} from '../runs/queue/queueFile';
import { isTrained } from '../runs/queue/takeItem';
import { trainQueued as trainNext } from '../runs/queue/trainQueued';
import { readHeader } from '../runs/sweep/sweepFolder';
import { nodeFiles } from '../store/nodeFiles';
import { summarizeRun } from '../store/runFolder';
import { baseReader } from '../tasks/base/findBase';
import { resolveExperiment } from '../tasks/parseExperiment';
import { check } from './check';
import type { EngineCall, EngineContext } from './context';
import { readableExperiment } from './experimentText';
import { beginSweep } from './sweeps';

export const queue: EngineCall<'queue'> = ({ runsFolder }) =>
  Promise.resolve(summarize(readQueue(nodeFiles, runsFolder), runsFolder));

export const addToQueue: EngineCall<'addToQueue'> = async (request, context) => {
  const { runsFolder, isFirst } = request;
  const { name, asked } = await checked(request, context);
  const addedAt = new Date().toISOString();
  const item: StoredItem = { id: nodeFiles.nonce().slice(0, 8), name, addedAt, status: 'waiting', asked };
  const { items } = await changeStored(nodeFiles, runsFolder, (stored) => withItem(stored, item, isFirst));
  const turns = items.filter(({ status }) => status === 'waiting');
  return { item: described(item, runsFolder), place: turns.findIndex(({ id }) => id === item.id) + 1 };
};

export const changeQueue: EngineCall<'changeQueue'> = async ({ runsFolder, change }) =>
  summarize(await changeStored(nodeFiles, runsFolder, (stored) => changed(stored, change)), runsFolder);

export const trainQueued: EngineCall<'trainQueued'> = (request, { progress, log, signal }) =>
  trainNext(request, { files: nodeFiles, tell: progress, log, signal, now: () => new Date() });

const summarize = ({ state, items }: StoredQueue, runsFolder: string): QueueSummary => ({
  state,
  items: items.map((item) => described(item, runsFolder)),
});

function described(item: StoredItem, runsFolder: string): QueuedItem {
  const { id, name, addedAt, asked, status, failure } = item;
  const run = runOf(item);
  return {
    ...{ id, name, kind: asked.kind, addedAt },
    status: status === 'waiting' && isTrained(nodeFiles, runsFolder, item) ? 'running' : status,
    ...(asked.kind !== 'resume' && asked.experimentFile !== undefined ? { experimentFile: asked.experimentFile } : {}),
    ...(asked.kind === 'sweep' ? { sweep: asked.sweep } : {}),
    ...(run === undefined ? {} : { run }),
    ...(failure && { failure }),
  };
}

/** What is to wait, as it is now. Fails where it could not be trained. */
async function checked(
  request: QueueRequest,
  context: EngineContext<unknown>,
): Promise<Pick<StoredItem, 'name' | 'asked'>> {
  const { experimentFile, baseFolder, runsFolder, overrides = [], resume, again, isSweep } = request;
  if (resume !== undefined) return resumed(resume, runsFolder);
  const experimentText = await readableExperiment(request.experimentText, experimentFile);
  const experiment = { experimentText, experimentFile, baseFolder, runsFolder, overrides };
  const { problems } = await check(experiment, { ...context, progress: () => undefined });
  const wrong = problems.find(({ severity }) => severity === 'error');
  if (wrong) throw LabError.fromData(wrong);
  if (isSweep) {
    const { folder } = await beginSweep(experiment, { ...context, progress: () => undefined });
    const asked: Asked = { kind: 'sweep', sweep: path.basename(folder), experimentFile };
    return { name: readHeader(nodeFiles, folder).name, asked };
  }
  const base = baseReader({ files: nodeFiles, baseFolder, runsFolder });
  const { name } = resolveExperiment(experimentText, { file: experimentFile, overrides, base });
  const asked: Asked = { kind: 'train', experimentText, experimentFile, baseFolder, overrides };
  return { name, asked: again === undefined ? asked : { ...asked, again: askedAgain(again, request) } };
}

/** @param folder of the run that is done once more */
function askedAgain(folder: string, { defaults }: QueueRequest): AskedAgain {
  const { threads, device } = defaults ?? {};
  return { run: path.basename(folder), ...(threads && { threads }), ...(device && { device }) };
}

function resumed(folder: string, runsFolder: string): Pick<StoredItem, 'name' | 'asked'> {
  const summary = summarizeRun(nodeFiles, folder);
  const name = runName(summary);
  if (path.dirname(folder) !== path.resolve(runsFolder))
    throw new LabError('INVALID_ARGUMENT', `The run "${name}" is not in "${runsFolder}", whose queue this is.`);
  if (!summary.resumable)
    throw new LabError(
      'INVALID_ARGUMENT',
      `The run "${name}" cannot be resumed: it is complete, being trained, or has no checkpoint.`,
    );
  return { name, asked: { kind: 'resume', run: path.basename(folder) } };
}
