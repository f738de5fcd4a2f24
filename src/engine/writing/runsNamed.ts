// The runs that an experiment can name, each with what it is.

import path from 'node:path';
import { count } from '../../protocol/figures';
import { metricText } from '../../protocol/metrics';
import { runName, type RunSummary } from '../../protocol/run';
import { toTranslate } from '../../protocol/toTranslate';
import type { Proposal } from '../../protocol/writing';
import { nodeFiles } from '../store/nodeFiles';
import { runIndexOf } from '../store/runIndex';
import { storedExperiment } from '../tasks/storedExperiment';
import { defaultTask, taskOf } from '../tasks/tasks';
import type { Asked } from './asked';

/** The newest; nobody looks through more. */
const MOST = 200;

const isOfTask =
  ({ root }: Asked) =>
  ({ record, checkpoints }: RunSummary): boolean =>
    checkpoints.length > 0 && record.task === (root.task ?? defaultTask);

/** Those of the experiment's task. */
export const runsOfTask = (asked: Asked): Proposal[] => runs(asked, isOfTask(asked)).map(proposalOf);

/** Those with an encoder that a model can begin with. */
export const encoders = (asked: Asked): Proposal[] => runs(asked, hasEncoder).map(proposalOf);

/** Those whose vectors can be read, by their folders. */
export const withVectors = (asked: Asked): Proposal[] =>
  runs(asked, ({ record }) => record.abilities.includes('vectors') && record.status === 'completed').map((run) => ({
    ...proposalOf(run),
    kind: 'folder',
    value: path.relative(asked.baseFolder, run.folder).split(path.sep).join('/'),
  }));

function runs({ runsFolder }: Asked, fits: (run: RunSummary) => boolean): RunSummary[] {
  if (runsFolder === undefined) return [];
  const all = runIndexOf(nodeFiles, runsFolder).read({ writesNothing: true }).runs;
  return all
    .filter(({ about }) => !about?.archived)
    .slice(0, MOST)
    .filter(fits);
}

function hasEncoder({ folder, checkpoints }: RunSummary): boolean {
  if (checkpoints.length === 0) return false;
  try {
    const experiment = storedExperiment(nodeFiles, folder);
    return taskOf(experiment).encoder?.of(experiment) !== undefined;
  } catch {
    return false; // it cannot be opened: nothing to begin with
  }
}

function proposalOf(run: RunSummary): Proposal {
  const { record, about } = run;
  const { id, task, modelType, best, parameters, createdAt } = record;
  const figure = best && `${best.monitor} ${metricText(best.monitor, best.value)}`;
  const parts = [runName(run), modelType, figure, createdAt.slice(0, 16).replace('T', ' ')];
  return {
    ...{ value: id, kind: 'run' },
    detail: { text: '{0}', values: [parts.filter((part) => part !== undefined).join(' · ')] },
    about: [
      { text: toTranslate('Task {0}, {1} parameters'), values: [task, count(parameters)] },
      ...(about?.note === undefined ? [] : [{ text: '{0}', values: [about.note] }]),
    ],
  };
}
